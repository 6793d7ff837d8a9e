import HTTP
import JSON
import Testing

@testable import App

@Suite struct HealthRoutesTests {
    private func answer(_ path: String, _ health: Health, _ checks: [ReadinessCheck] = []) async -> String {
        let routes = HealthRoutes(
            health: health,
            service: "tools",
            version: "1.2",
            checks: checks,
            details: { ["configuration": ["generation": 3]] },
            secondsSince1970: { 1_763_658_000 }
        )
        let response = await Router(routes.routes).respond(to: HTTPRequest(.get, path))
        guard case .bytes(let bytes) = response.body else { return "" }
        return "\(response.status.code) \(String(decoding: bytes, as: UTF8.self))"
    }

    @Test(arguments: ["/health", "/api/v1/health"])
    func `the report says who is well, and when`(path: String) async {
        let body = #"{"status":"ok","service":"tools","version":"1.2","timestamp":"2025-11-20T17:00:00Z"}"#
        #expect(await answer(path, Health()) == "200 \(body)")
    }

    @Test(arguments: [
        (Health.Phase.starting, "503 starting", "503 starting"), (.serving, "200 ready", "200 started"),
        (.draining, "503 draining", "200 started"),
    ])
    func `the phase decides`(phase: Health.Phase, ready: String, started: String) async {
        let status = { (text: String) in text.replacing("{\"status\":\"", with: "").prefix { $0 != "\"" } }
        #expect(status(await answer("/readyz", Health(phase))) == ready)
        #expect(status(await answer("/ready", Health(phase))) == ready)
        #expect(status(await answer("/startupz", Health(phase))) == started)
        #expect(await answer("/livez", Health(phase)) == #"200 {"status":"alive"}"#)
    }

    @Test func `what is missing makes it unready, and is named`() async {
        let checks = [ReadinessCheck("keys") { nil }, ReadinessCheck("store") { "not reached" }]
        #expect(
            await answer("/readyz", Health(.serving), checks)
                == #"503 {"status":"unready","checks":{"keys":"ok","store":"not reached"},"#
                + #""configuration":{"generation":3}}"#
        )
    }
}
