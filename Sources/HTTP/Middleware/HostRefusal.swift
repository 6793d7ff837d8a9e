internal import JSON
internal import Synchronization
internal import Telemetry

/// Why a request was refused for what it says about where it goes and comes from.
enum HostRefusal: Equatable {
    case malformedHost
    case host(String)
    /// `null`, two of them, or no origin at all.
    case malformedOrigin
    case origin(String)

    var response: HTTPResponse {
        var response =
            switch self {
            case .malformedHost: HTTPResponse.error(.badRequest, "Malformed Host")
            case .host: HTTPResponse.error(.forbidden, "Host not allowed")
            case .malformedOrigin, .origin: HTTPResponse.error(.forbidden, "Origin not allowed")
            }
        response.variesByOrigin = true
        return response
    }

    /// What to write in `[server.transport.http]`, so that the next such request passes; `nil` for what never does.
    func remedy(_ settings: HostsSettings) -> String? {
        switch self {
        case .malformedHost, .malformedOrigin: nil
        case .host(let host): Self.line("allowed_hosts", settings.allowedHosts + [host])
        case .origin(let origin): Self.line("allowed_origins", settings.allowedOrigins + [origin])
        }
    }

    /// The values are hosts and origins: they hold nothing that a string would have to escape.
    private static func line(_ key: String, _ values: [String]) -> String {
        "\(key) = [\(values.map { "\"\($0)\"" }.joined(separator: ", "))]"
    }
}

/// Tells the operator about refusals, and how to allow them; a few in a minute, whatever comes.
final class RefusalReport: Sendable {
    private let log: Logger
    private let recent = Mutex<(begin: ContinuousClock.Instant, count: Int)>((.now, 0))

    init(_ log: Logger) { self.log = log }

    func tell(_ refusal: HostRefusal, _ settings: HostsSettings, _ request: HTTPRequest) {
        guard isDue(at: .now) else { return }
        var fields: JSONObject = [
            "path": .string(request.path), "client": .string(request.remoteAddress), "request_id": .string(request.id),
        ]
        switch refusal {
        case .malformedHost, .host: fields["host"] = request.fields[.host].map { .string($0) }
        case .malformedOrigin, .origin: fields["origin"] = request.fields[.origin].map { .string($0) }
        }
        fields["to_allow_it"] = refusal.remedy(settings).map { .string("[server.transport.http] \($0)") }
        log.warning("a request was refused for its host or origin", fields)
    }

    /// Whether one more may be told now.
    func isDue(at now: ContinuousClock.Instant) -> Bool {
        recent.withLock { recent in
            if now - recent.begin > .seconds(60) { recent = (now, 0) }
            recent.count += 1
            return recent.count <= Self.limit
        }
    }

    /// In one minute.
    private static let limit = 10
}
