import JSON
import Testing

@testable import MCP

@Suite struct RequestContextAskingTests {
    /// A client of the era in which calls wait.
    private final class Waiting: ClientLink {
        let answers: JSONObject
        init(answers: JSONObject) { self.answers = answers }
        func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
            guard let answer = answers[method]?.object else {
                throw RPCError(code: -1, "User rejected sampling request")
            }
            return answer
        }
    }

    private func context(_ answers: JSONObject, able: JSONObject = everything) -> RequestContext {
        var context = RequestContext(version: .v2025_11_25)
        context.client = Waiting(answers: answers)
        context.clientCapabilities = able
        return context
    }

    @Test func `the same words ask a client that waits`() async throws {
        let context = context([
            "elicitation/create": ["action": "accept", "content": ["name": "Ada"]], "roots/list": ["roots": []],
        ])
        let (name, roots) = try await context.ask(all: .form("n", "Who?", UserName.self), .roots("r"))
        #expect(name.content?.name == "Ada" && roots.isEmpty)
        guard case .accepted = try await context.ask("l", "Please", toOpen: "https://example.com") else {
            Issue.record("the link was not opened")
            return
        }
        #expect(context.remembered == nil)
    }

    @Test func `a client that refuses, one that answers nonsense, and none`() async throws {
        let refused = AskingError.refused("User rejected sampling request")
        await #expect(throws: refused) { try await context([:]).sample("s", SampleRequest("Hi", tokens: 1)) }
        let malformed = AskingError.malformed(key: "roots", why: "roots must be an array")
        await #expect(throws: malformed) { try await context(["roots/list": [:]]).roots() }
        await #expect(throws: AskingError.missing(.roots)) { try await RequestContext().roots() }
    }

    @Test func `what is lacking is said of all questions at once`() async throws {
        let context = context([:], able: ["elicitation": [:]])
        await #expect(throws: AskingError.missing([.sampling, .roots])) {
            try await context.ask(
                all: .roots("r"),
                .sample("s", SampleRequest("Hi", tokens: 1)),
                .form("f", "Who?", UserName.self)
            )
        }
    }

    @Test func `before 2026-07-28 the model reads what is lacking`() async throws {
        let tool = Scripted { context in ToolResult([.text("\(try await context.roots())")]) }
        let result = try await MCPServer(try Catalog(tools: [tool])).respond(
            to: RPCRequest(id: .number(1), method: "tools/call", params: ["name": "scripted"]),
            in: RequestContext(version: .v2025_06_18)
        )
        #expect(result["isError"] == true && result.said?.contains("roots") == true)
    }

    private static let signIn: @Sendable (RequestContext) async throws -> ToolResult = { context in
        try context.require("login", "Please log in.", toOpen: "https://a.example/login", id: "e1")
    }
    private static let page: JSONObject = [
        "mode": "url", "message": "Please log in.", "url": "https://a.example/login",
    ]

    @Test func `a page without which nothing goes is an error of its own in 2025-11-25`() async throws {
        var link = Self.page
        link["elicitationId"] = "e1"
        let expected = RPCError(
            code: -32042,
            "This request needs the user to open a page first",
            data: ["elicitations": [.object(link)]]
        )
        await #expect(throws: expected) { try await Self.signIn(context([:])) }
        let formsOnly = context([:], able: ["elicitation": [:]])
        await #expect(throws: AskingError.missing(.link)) { try await Self.signIn(formsOnly) }
        await #expect(throws: AskingError.missing(.link)) { try await Self.signIn(RequestContext()) }
    }

    @Test func `in 2026-07-28 it is asked until it is done, or the user says no`() async throws {
        let server = try roundServer(body: Self.signIn)
        let first = try await server.round()
        #expect(first["inputRequests"] == ["login": ["method": "elicitation/create", "params": .object(Self.page)]])
        let state = try #require(first["requestState"])
        let again = try await server.round(["requestState": state, "inputResponses": ["login": ["action": "accept"]]])
        #expect(again["inputRequests"] == first["inputRequests"])
        let no = try await server.round(["requestState": state, "inputResponses": ["login": ["action": "decline"]]])
        #expect(no["isError"] == true && no.said?.contains("does not open") == true)
    }
}
