internal import HTTP
internal import JSON
internal import Telemetry

extension HTTPRequest {
    /// Tells whoever keeps the access log what is asked for.
    @inline(__always)
    func note(_ call: RPCRequest, _ meta: RequestMeta) {
        if exchange.keepsRecord { tell(call, meta) }
    }

    private func tell(_ call: RPCRequest, _ meta: RequestMeta) {
        let name =
            switch call.method {
            case "tools/call", "prompts/get": call.params["name"]?.string
            case "resources/read": call.params["uri"]?.string
            default: nil as String?
            }
        let trace = meta.trace?.traceID.description
        exchange.note(.call(CallFact(call.method, name: name, revision: revision(meta), traceID: trace)))
    }

    /// What the message says, else what the request does.
    private func revision(_ meta: RequestMeta) -> String {
        meta.named ?? fields[.mcpProtocolVersion] ?? ProtocolVersion.v2025_03_26.text
    }
}
