import HTTP
import Platform
import Telemetry

/// A server that sends back every message, in its kind: what a protocol test suite talks to.
public enum WebSocketEcho {
    /// Serves loopback until it is asked to stop.
    public static func serve(port: Int) {
        SystemProcess.prepare()
        var settings = HTTPServerSettings()
        settings.port = port
        // Suites send messages of 16 MiB.
        settings.limits.body = 64 << 20
        settings.limits.memory = 512 << 20
        let echo = WebSocketUpgrade(subprotocol: nil, compresses: true, takesBinary: true) { channel, _ in
            while let message = try? await channel.receive() { await channel.send(message) }
        }
        do throws(HTTPServerError) {
            try HTTPServer(settings, log: .silent).run(echo, telling: ServerEvents())
        } catch {
            SystemProcess.complain("\(error)")
        }
    }
}
