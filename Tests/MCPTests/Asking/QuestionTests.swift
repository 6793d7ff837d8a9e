import JSON
import Testing

@testable import MCP

@Suite struct QuestionTests {
    @Test func `a form is what each revision calls one`() {
        let form = Question.form("k", "Who?", UserName.self)
        #expect(form.params(.v2025_06_18)["mode"] == nil)
        #expect(form.params(.v2026_07_28)["mode"] == "form")
        let schema = form.params(.latest)["requestedSchema"]
        #expect(schema?["properties"]?["name"]?["type"] == "string" && schema?["additionalProperties"] == nil)
    }

    @Test func `a form without properties still has some`() {
        let form = Question.form("k", "Sure?", NoArguments.self)
        #expect(form.params(.latest)["requestedSchema"]?["properties"] == [:])
    }

    @Test func `members that a form did not ask for are ignored`() throws {
        let answer = try Question.form("k", "Who?", UserName.self).read([
            "action": "accept", "content": ["name": "A", "x": 1],
        ])
        #expect(answer.content?.name == "A")
    }

    @Test func `a link has an id of its own until 2025-11-25`() {
        let link = Question.link("k", "Please log in", "https://example.com")
        #expect(link.params(.v2026_07_28) == ["mode": "url", "message": "Please log in", "url": "https://example.com"])
        #expect(link.params(.v2025_11_25)["elicitationId"]?.string?.utf8.count == 32)
    }

    @Test func `roots are asked for without parameters`() {
        #expect(Question.roots("k").params(.latest) == [:])
    }
}
