public import HTTP
internal import JSON
public import Telemetry

/// `/mcp`: reads the one message of a POST and picks the era its client speaks.
///
/// Who may call, from which host and which web page, is settled before.
public struct MCPEndpoint: HTTPHandler {
    private let current: StreamableHTTP
    private let earlier: SessionlessHTTP

    public init(_ handler: any MCPHandler, _ settings: MCPSettings = MCPSettings(), log: Logger = .silent) {
        current = StreamableHTTP(handler, settings)
        earlier = SessionlessHTTP(handler, settings)
    }

    public func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard request.method == .post else { return HTTPResponse(.methodNotAllowed, fields: [.allow: "POST"]) }
        guard request.fields.declaresJSON else { return HTTPResponse(.unsupportedMediaType) }
        let accepted = Accepted(request.fields)
        guard !accepted.isEmpty else { return HTTPResponse(.notAcceptable) }
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: request.body)
        } catch {
            return .refusal(.parseError)
        }
        if case .array(let items) = json { return await earlier.respond(toBatch: items, in: request) }
        do throws(RPCRejection) {
            let message = try RPCMessage(json)
            switch Era(of: message, in: request) {
            case .current(let meta): return await current.respond(to: message, meta, in: request, accepted)
            case .earlier(let version): return await earlier.respond(to: message, as: version, in: request)
            }
        } catch {
            return .refusal(error.error, to: error.id)
        }
    }
}

/// Which kind of client sent a message: body first, never by the mere presence of a header field.
enum Era {
    case current(RequestMeta)
    /// With a handshake; the version as the client's header says it.
    case earlier(ProtocolVersion)

    init(of message: RPCMessage, in request: HTTPRequest) {
        let meta = RequestMeta(message.params)
        if meta.isCurrent {
            self = .current(meta)
        } else if let version = Self.earlierVersion(of: request) {
            self = .earlier(version)
        } else {
            self = .current(meta)
        }
    }

    /// The revision with a handshake that the header names, 2025-03-26 without one;
    /// `nil` when it names another, or several.
    static func earlierVersion(of request: HTTPRequest) -> ProtocolVersion? {
        switch request.fields.count(of: .mcpProtocolVersion) {
        case 0: return .v2025_03_26
        case 1:
            guard let version = request.fields[.mcpProtocolVersion].flatMap(ProtocolVersion.init) else { return nil }
            return version.hasHandshake ? version : nil
        default: return nil
        }
    }
}

extension RPCMessage {
    fileprivate var params: JSONObject {
        switch self {
        case .request(let request): request.params
        case .notification(let notification): notification.params
        case .response: [:]
        }
    }
}

extension HTTPResponse {
    /// An error that is found before a handler is asked.
    static func refusal(_ error: RPCError, to id: RPCID? = nil, _ status: HTTPStatus = .badRequest) -> Self {
        .json(ResponseText.bare.error(error, id: id), status)
    }
}
