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
        // What they say is looked up when they are asked.
        let probes = HealthRoutes.paths.map { Route.any($0, Probes(instruments: instruments)) }
        let loopback = settings.server.isLoopback
        return Router(
            probes
                + guarded.behind([
                    // A page that a browser was tricked into must not read them; whom a name leads here is no matter
                    // where a token is asked for, or where everybody may come.
                    loopback ? Hosts(HostsSettings(), loopback: true, openPaths: []) : nil,
                    settings.token.map { token in
                        // A token that is changed holds at once; that there is one stays.
                        OperatorToken { [instruments] in instruments.configuration.management?.token ?? token }
                    },
                ])
        )
    }
}

private struct Probes: HTTPHandler {
    let instruments: Instruments

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        await Router(instruments.application.probes.routes).respond(to: request)
    }
}

/// Lets in who brings the operator's token (RFC 6750 §2.1).
private struct OperatorToken: HTTPFilter {
    let token: @Sendable () -> Secret

    func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        let given = request.fields.bytes(of: .authorization).map { Array($0) } ?? []
        let expected = Array("Bearer \(token().revealed)".utf8)
        guard !ConstantTime.equal(given, expected) else { return nil }
        var response = HTTPResponse.error(.unauthorized)
        response.fields[.wwwAuthenticate] = "Bearer realm=\"management\""
        return response
    }
}
