import HTTP
import MCP
import Telemetry
import Testing

@testable import App

@Suite struct CurrentTests {
    private func application(_ name: String) throws -> Application {
        var configuration = Configuration()
        configuration.mcp.name = name
        return Application(configuration, offering: try Catalog.app(), log: .silent)
    }

    @Test func `the first answers until another takes its place`() throws {
        let (current, first, second) = (Current(), try application("one"), try application("two"))
        #expect(current.latest == nil && current.application(since: first) === first)
        current.replace(with: second)
        #expect(current.latest === second && current.application(since: first) === second)
    }

    @Test func `each request is answered by what is current when it comes`() async throws {
        let (current, first) = (Current(), try application("one"))
        let handler = { current.application(since: first).handler }
        let request = HTTPRequest(.get, "/", fields: [.host: "localhost"])
        #expect(await text(handler().respond(to: request)) == #"{"message":"Hello from one"}"#)
        current.replace(with: try application("two"))
        #expect(await text(handler().respond(to: request)) == #"{"message":"Hello from two"}"#)
    }

    private func text(_ response: HTTPResponse) -> String {
        if case .bytes(let bytes) = response.body { String(decoding: bytes, as: UTF8.self) } else { "" }
    }
}
