import JSON
import MCP
import Testing

@testable import App

@Suite struct IntroduceTests {
    @Test func `introduces someone in a language`() async throws {
        let arguments = try Introduce.Arguments(["name": "Ada", "language": "Deutsch"] as JSONValue)
        let messages = try await Introduce().messages(arguments, in: RequestContext())
        #expect(messages == [.user(.text("This is Ada. Please say hello, in Deutsch."))])
    }

    @Test(arguments: [("e", ["English", "Español"]), ("DE", ["Deutsch"]), ("x", [])])
    func `completes languages`(text: String, values: [String]) async throws {
        let found = try await Introduce().completions(of: "language", from: text, with: [:], in: RequestContext())
        #expect(found.filter { $0.lowercased().hasPrefix(text.lowercased()) } == values)
    }

    @Test func `completes nothing else`() async throws {
        #expect(try await Introduce().completions(of: "name", from: "", with: [:], in: RequestContext()).isEmpty)
    }
}
