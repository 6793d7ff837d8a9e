/// Answers the opening handshake of a WebSocket (RFC 6455 §4.2), and then serves its messages.
///
/// Whoever stands before it decides who may come in: filters answer before the protocol is switched.
public struct WebSocketUpgrade: HTTPHandler {
    public typealias Serve = @Sendable (_ channel: any MessageChannel, _ request: HTTPRequest) async -> Void

    private let subprotocol: String?
    private let compresses: Bool
    private let takesBinary: Bool
    private let serve: Serve

    /// - Parameters:
    ///   - subprotocol: the one that a client must offer; `nil`: none is spoken, and offers are ignored.
    ///   - compresses: whether `permessage-deflate` is accepted.
    ///   - takesBinary: whether messages need not be text.
    ///   - serve: ends when the conversation does; its task is cancelled when the client leaves.
    public init(subprotocol: String?, compresses: Bool, takesBinary: Bool = false, serve: @escaping Serve) {
        self.subprotocol = subprotocol
        self.compresses = compresses
        self.takesBinary = takesBinary
        self.serve = serve
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard request.method == .get else { return .methodNotAllowed([.get]) }
        let fields = request.fields
        guard fields.lists(.upgrade, "websocket"), fields.lists(.connection, "upgrade") else { return .upgradeRequired }
        guard fields[all: .secWebSocketVersion] == ["13"] else { return .upgradeRequired }
        guard fields.count(of: .secWebSocketKey) == 1, let key = fields[.secWebSocketKey], WebSocketKey.isValid(key)
        else { return .error(.badRequest, "Sec-WebSocket-Key must be 16 bytes in base64") }
        guard request.body.isEmpty else { return .error(.badRequest, "A handshake has no body") }
        if let subprotocol, !fields.offers(subprotocol) {
            return .error(.badRequest, "Sec-WebSocket-Protocol must offer '\(subprotocol)'")
        }
        return accept(request, key)
    }

    private func accept(_ request: HTTPRequest, _ key: String) -> HTTPResponse {
        let deflate = compresses ? PerMessageDeflate(offers: request.fields[all: .secWebSocketExtensions]) : nil
        var response = HTTPResponse(.switchingProtocols, fields: [.upgrade: "websocket"])
        response.fields[.secWebSocketAccept] = WebSocketKey.accept(key)
        response.fields[.secWebSocketProtocol] = subprotocol
        response.fields[.secWebSocketExtensions] = deflate?.answer
        let terms = WebSocketTerms(deflate: deflate, takesBinary: takesBinary)
        response.body = .webSocket(terms) { [serve] channel in await serve(channel, request) }
        return response
    }
}

extension HTTPResponse {
    /// 426 with the protocol and its version (RFC 9110 §15.5.22, RFC 6455 §4.4).
    public static var upgradeRequired: Self {
        var response = Self.error(.upgradeRequired)
        response.fields[.upgrade] = "websocket"
        response.fields[.secWebSocketVersion] = "13"
        return response
    }
}

extension HTTPFields {
    /// Whether the list `name` holds `token`, without regard to case.
    fileprivate func lists(_ name: HTTPFieldName, _ token: String) -> Bool {
        elements(of: name).contains { $0.lowercased() == token }
    }

    fileprivate func offers(_ subprotocol: String) -> Bool {
        elements(of: .secWebSocketProtocol).contains { $0 == subprotocol }
    }

    private func elements(of name: HTTPFieldName) -> [Substring] {
        self[all: name].flatMap { $0.split(separator: ",") }.map(\.trimmingBlanks)
    }
}
