import Auth
import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct ItemConditionTests {
    private func holds(_ source: String, _ use: AccessUse) throws -> Bool {
        ItemCondition(condition: try Condition(source, about: .item)).holds(for: use)
    }

    @Test func `a condition sees the caller, the item, its arguments and the request`() throws {
        let ada = Caller.token(Identity(subject: "ada", scopes: [], claims: [:], payload: ["team": "blue"]))
        let origin = RequestOrigin(HTTPRequest(.post, "/mcp", fields: ["X-Team": "red"], from: "192.0.2.1"))
        let use = AccessUse(caller: ada, item: Item(.tool, "deploy"), arguments: ["stage": "test"], request: origin)
        #expect(try holds("payload.team == 'blue' && request.tool == 'deploy'", use))
        #expect(try holds("request.arguments.stage == 'test' && request.path == '/mcp'", use))
        #expect(try holds("request.headers['x-team'] == 'red' && request.remote_address == '192.0.2.1'", use))
        #expect(try !holds("request.arguments.missing == 1", use))
    }

    @Test func `who has no token has no claims`() throws {
        let use = AccessUse(caller: .trusted, item: Item(.prompt, "p"))
        #expect(try !holds("payload.team == 'blue'", use))
        #expect(try holds("!has(payload.team) && request.prompt == 'p'", use))
    }
}
