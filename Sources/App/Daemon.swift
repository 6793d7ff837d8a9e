import JSON
import HTTP
import Platform
import Telemetry

public enum Daemon {
    public static func run(_ words: [String]) -> ExitCode {
        SystemProcess.prepare()
        let writer = LogWriter(.text)
        let log = writer.logger(.info)
        var settings = HTTPServerSettings()
        settings.port = Int(words.first ?? "8080") ?? 8080
        settings.loops = 1
        let router = Router([
            .get("/health") { _ in .json(Array("{\"status\":\"ok\"}".utf8)) },
            .any("/echo", Echo()),
            .any("/sleep", Sleep()),
            .any("/stream", Streaming()),
        ]).wrapped(in: [Hosts(HostsSettings(), loopback: true, openPaths: ["/health"])])
        do throws(HTTPServerError) {
            let server = try HTTPServer(settings, log: log)
            log.info("listening", ["port": .int(server.port)])
            try server.run(router, stopsOnSignals: true)
        } catch { SystemProcess.complain("\(error)"); return .system }
        log.info("stopped")
        writer.flush()
        return .success
    }
}
struct Echo: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse { .json(request.body) }
}
struct Sleep: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        do { try await request.exchange?.timers.sleep(for: .milliseconds(Int(request.query ?? "1") ?? 1)) } catch {
            print("cancelled")
        }
        return .json(Array("{}".utf8))
    }
}
struct Streaming: HTTPHandler {
    func respond(to request: HTTPRequest) async -> HTTPResponse {
        .eventStream { write in
            for i in 0..<5 {
                await write(Array("data: \(i)\n\n".utf8));
                try? await request.exchange?.timers.sleep(for: .milliseconds(100))
            }
        }
    }
}
