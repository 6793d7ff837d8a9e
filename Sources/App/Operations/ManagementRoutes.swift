import Auth
import HTTP
import Platform
import Telemetry

/// What the listener for the operator serves: the probes, and behind the token, if there is one, metrics and status.
struct ManagementRoutes: Sendable {
    let instruments: Instruments
    let settings: ManagementSettings

    var handler: any HTTPHandler {
        let guarded: [Route] = [
            .get("/metrics") { request in
                let format = MetricsFormat(accepting: request.fields[.accept])
                var response = HTTPResponse.text(format.text(of: MetricsPage(instruments: instruments).metrics))
                response.fields[.contentType] = format.contentType
                response.fields[.cacheControl] = "no-store"
                return response
            },
            .get("/statusz") { _ in .fresh(StatusPage(instruments: instruments).json) },
        ]
        let loopback = settings.server.isLoopback
        return Router(
            instruments.application.probes.routes
                + guarded.behind([
                    // A page that a browser was tricked into must not read them; whom a name leads here is no matter
                    // where a token is asked for, or where everybody may come.
                    loopback ? Hosts(HostsSettings(), loopback: true, openPaths: []) : nil,
                    settings.token.map { OperatorToken($0) },
                ])
        )
    }
}

/// Lets in who brings the operator's token (RFC 6750 §2.1).
private struct OperatorToken: HTTPFilter {
    private let expected: [UInt8]

    init(_ token: Secret) { expected = Array("Bearer \(token.revealed)".utf8) }

    func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        let given = request.fields.bytes(of: .authorization).map { Array($0) } ?? []
        guard !ConstantTime.equal(given, expected) else { return nil }
        var response = HTTPResponse.error(.unauthorized)
        response.fields[.wwwAuthenticate] = "Bearer realm=\"management\""
        return response
    }
}
