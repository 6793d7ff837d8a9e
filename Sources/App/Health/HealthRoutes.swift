import HTTP
import JSON
import Telemetry

/// What probes ask. Open to everybody, and so tells nothing that everybody may not know.
struct HealthRoutes: Sendable {
    let health: Health
    let service: String
    let version: String
    var checks: [ReadinessCheck] = []
    /// More about this process in the answer of `/readyz`.
    var details: @Sendable () -> JSONObject = { [:] }
    let secondsSince1970: @Sendable () -> Int

    private static let reports = ["/health", "/api/v1/health"]
    private static let readiness = ["/readyz", "/ready"]
    /// Called by address, not by name.
    static let paths = Set(reports + readiness + ["/livez", "/startupz"])

    var routes: [Route] {
        Self.reports.map { .quick($0) { _ in .fresh(report) } }
            + Self.readiness.map { .quick($0) { _ in ready } } + [
                .quick("/livez") { _ in .fresh(["status": "alive"]) },
                .quick("/startupz") { _ in started },
            ]
    }

    private var report: JSONObject {
        [
            "status": "ok", "service": .string(service), "version": .string(version),
            "timestamp": .string(CivilTime(secondsSince1970: secondsSince1970()).text),
        ]
    }

    private var started: HTTPResponse {
        health.phase == .starting
            ? .fresh(["status": "starting"], .serviceUnavailable) : .fresh(["status": "started"])
    }

    var isReady: Bool { health.phase == .serving && checks.allSatisfy { $0.obstacle() == nil } }

    private var ready: HTTPResponse {
        let obstacles = checks.map { (name: $0.name, obstacle: $0.obstacle()) }
        let phase = health.phase
        let isReady = phase == .serving && obstacles.allSatisfy { $0.obstacle == nil }
        var answer: JSONObject = [
            "status": .string(isReady ? "ready" : phase == .serving ? "unready" : phase.rawValue)
        ]
        if !obstacles.isEmpty {
            answer["checks"] = .object(JSONObject(obstacles.map { .init($0.name, .string($0.obstacle ?? "ok")) }))
        }
        for member in details().members { answer[member.key] = member.value }
        return .fresh(answer, isReady ? .ok : .serviceUnavailable)
    }
}

extension HTTPResponse {
    /// What is true now, and kept by nobody.
    static func fresh(_ value: JSONObject, _ status: HTTPStatus = .ok) -> Self {
        var response = HTTPResponse.json(value, status)
        response.fields[.cacheControl] = "no-store"
        return response
    }
}
