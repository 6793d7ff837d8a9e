import HTTP
import Telemetry
import Testing

@testable import App

@Suite struct ManagementRoutesTests {
    private func answer(
        _ path: String,
        _ fields: HTTPFields = [.host: "localhost:9464"],
        _ change: (inout ManagementSettings) -> Void = { _ in }
    ) async throws -> (status: Int, type: String?, text: String) {
        var settings = ManagementSettings()
        change(&settings)
        let routes = ManagementRoutes(instruments: try instruments(), settings: settings)
        let response = await routes.handler.respond(to: HTTPRequest(.get, path, fields: fields))
        guard case .bytes(let bytes) = response.body else { return (0, nil, "") }
        return (response.status.code, response.fields[.contentType], String(decoding: bytes, as: UTF8.self))
    }

    @Test func `metrics come in the format that was asked for`() async throws {
        let plain = try await answer("/metrics")
        #expect(plain.type == "text/plain; version=0.0.4; charset=utf-8")
        #expect(plain.text.hasPrefix("# HELP "))
        let accept: HTTPFields = [.host: "127.0.0.1:9464", .accept: "application/openmetrics-text;version=1.0.0"]
        let open = try await answer("/metrics", accept)
        #expect(open.type?.hasPrefix("application/openmetrics-text") == true)
        #expect(open.text.hasSuffix("# EOF\n"))
    }

    @Test func `there are the probes and the status`() async throws {
        #expect(try await answer("/statusz").text.hasPrefix("{\"service\":\"mcp-forge\""))
        #expect(try await answer("/livez", [:]).status == 200)
        #expect(try await answer("/mcp").status == 404)
    }

    @Test func `a page from elsewhere reads nothing on loopback`() async throws {
        #expect(try await answer("/metrics", [.host: "evil.example"]).status == 403)
        #expect(try await answer("/statusz", [.host: "localhost", .origin: "https://evil.example"]).status == 403)
    }

    @Test(
        arguments: [
            ("Bearer secret", 200), ("Bearer wrong!", 401), ("bearer secret", 401), ("Bearer secret ", 401), (nil, 401),
        ] as [(String?, Int)]
    )
    func `a token is asked for where there is one`(authorization: String?, status: Int) async throws {
        var fields: HTTPFields = [.host: "pod.example"]
        fields[.authorization] = authorization
        for path in ["/metrics", "/statusz"] {
            let answer = try await answer(path, fields) { settings in
                settings.host = "0.0.0.0"
                settings.token = Secret("secret")
            }
            #expect(answer.status == status)
        }
        #expect(try await answer("/readyz") { $0.token = Secret("secret") }.status == 503)
    }
}
