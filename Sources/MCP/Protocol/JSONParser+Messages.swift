internal import JSON

extension JSONParser {
    /// Reads messages: strictly, and with the words of the protocol at hand.
    static let messages: JSONParser = {
        var parser = JSONParser()
        parser.repeatedKey = "_meta"
        parser.words = JSONWords(
            [
                "jsonrpc", "2.0", "id", "method", "params", "_meta", "name", "arguments", "uri", "cursor", "version",
                MetaKey.protocolVersion, MetaKey.clientInfo, MetaKey.clientCapabilities, MetaKey.logLevel,
                "progressToken",
                "initialize", "protocolVersion", "capabilities", "clientInfo", "ping", "server/discover",
                "tools/call", "tools/list", "resources/read", "resources/list", "resources/templates/list",
                "prompts/get", "prompts/list", "completion/complete", "ref", "argument", "value", "type",
                "notifications/cancelled", "requestId",
            ] + ProtocolVersion.allCases.map(\.text)
        )
        return parser
    }()
}
