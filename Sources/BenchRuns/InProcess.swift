import App
import Auth
import HTTP
import JSON
import MCP
import Platform

/// How many calls one core takes in, dispatches and answers when no socket is in the way.
public enum InProcess {
    /// `calls`: in each of five rounds for each wire.
    public static func run(calls: Int = 300_000) async {
        do {
            let server = MCPServer(try Catalog.app())
            let sealing = Sealing(KeyRing()) { WallClock.secondsSince1970 }
            let sessions = SessionHTTP(server, MCPSettings(), sealing: sealing)
            let endpoint = MCPEndpoint(server, sessions: sessions)
            let session = await Wire.v2025_06_18.inSession(at: endpoint)
            for wire in [Wire.v2025_06_18, session, .v2026_07_28] {
                var best = 0.0
                for _ in 0..<5 { best = max(best, await rate(of: endpoint, wire, calls)) }
                SystemProcess.print("in process, \(wire.name), \(wire.body.count) bytes: \(Int(best)) calls/s")
            }
        } catch {
            SystemProcess.complain("\(error)")
        }
    }

    private static func rate(of endpoint: MCPEndpoint, _ wire: Wire, _ count: Int) async -> Double {
        var request = HTTPRequest(.post, "/mcp", fields: wire.fields, body: wire.body)
        request.caller = .trusted
        let start = ContinuousClock.now
        for _ in 0..<count {
            guard await endpoint.respond(to: request).status == .ok else { return 0 }
        }
        return Double(count) / (ContinuousClock.now - start).seconds
    }
}

/// One call of `hello_world`, as a client of one revision sends it.
private struct Wire {
    private(set) var name: String
    private(set) var fields: HTTPFields
    let body: [UInt8]

    static let v2025_06_18 = Wire(
        name: "2025-06-18",
        fields: common(version: "2025-06-18"),
        // What the clients of that revision send: a progress token with every call.
        body: call(of: "Augusta Ada King, Countess of Lovelace, née Byron", meta: #","_meta":{"progressToken":7}"#)
    )

    static let v2026_07_28: Wire = {
        var fields = common(version: "2026-07-28")
        fields[.mcpMethod] = "tools/call"
        fields[.mcpName] = "hello_world"
        let key = "io.modelcontextprotocol"
        let meta = """
            ,"_meta":{"\(key)/protocolVersion":"2026-07-28","\(key)/clientInfo":{"name":"bench","version":"1.0.0"},\
            "\(key)/clientCapabilities":{}}
            """
        return Wire(name: "2026-07-28", fields: fields, body: call(meta: meta))
    }()

    /// The same call by a client that has opened a session.
    func inSession(at endpoint: MCPEndpoint) async -> Wire {
        let opening = """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},\
            "clientInfo":{"name":"bench","version":"1.0.0"}}}
            """
        var request = HTTPRequest(.post, "/mcp", fields: fields, body: Array(opening.utf8))
        request.caller = .trusted
        var wire = self
        wire.name += " in a session"
        wire.fields[.mcpSessionID] = await endpoint.respond(to: request).fields[.mcpSessionID]
        return wire
    }

    private static func common(version: String) -> HTTPFields {
        [
            .host: "127.0.0.1:8080", .contentType: "application/json",
            .accept: "application/json, text/event-stream", .mcpProtocolVersion: "\(version)",
        ]
    }

    private static func call(of name: String = "Ada Lovelace", meta: String) -> [UInt8] {
        let text = """
            {"jsonrpc":"2.0","id":7,"method":"tools/call","params":{"name":"hello_world",\
            "arguments":{"name":"\(name)"}\(meta)}}
            """
        return Array(text.utf8)
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
