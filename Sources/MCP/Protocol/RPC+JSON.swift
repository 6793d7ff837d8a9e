public import JSON

/// A message that is no JSON-RPC 2.0, and the id to answer under when it could be read.
public struct RPCRejection: Error, Sendable, Hashable {
    public let id: RPCID?
    public let error: RPCError
}

extension RPCMessage {
    /// Reads one message; a batch is none. Members that JSON-RPC does not know are ignored.
    public init(_ json: JSONValue) throws(RPCRejection) {
        guard case .object(let object) = json else {
            throw RPCRejection(id: nil, error: .invalidRequest("a message is an object"))
        }
        var parts = Parts()
        let members = object.members.span
        for index in members.indices { parts.take(members[index].key, members[index].value) }
        do throws(RPCError) {
            self = try parts.message()
        } catch {
            throw RPCRejection(id: parts.id, error: error)
        }
    }
}

extension RPCID {
    /// Longest text of an id, bytes: what is echoed must not amplify.
    static let limit = 1024

    /// `nil` for everything that is neither a short text nor an integer. `42.0` is the integer 42.
    init?(_ json: JSONValue) {
        switch json {
        case .string(let text) where text.utf8.count <= Self.limit: self = .string(text)
        case .int(let number): self = .number(number)
        case .double(let number):
            guard let number = Int(exactly: number) else { return nil }
            self = .number(number)
        default: return nil
        }
    }

    var json: JSONValue {
        switch self {
        case .string(let text): .string(text)
        case .number(let number): .int(number)
        }
    }
}

/// The members of a message, each as the type it must have.
private struct Parts {
    private(set) var id: RPCID?
    private var method: String?
    private var params = JSONObject()
    private var isVersion2 = false
    /// The first member that has another type.
    private var fault: Fault?
    /// Everything, when there is a `result` or an `error`.
    private var response: JSONObject?

    private enum Fault { case id, method, params }

    mutating func take(_ key: String, _ value: JSONValue) {
        switch key {
        case "jsonrpc": if case .string("2.0") = value { isVersion2 = true }
        case "id":
            id = RPCID(value)
            if id == nil { fault = .id }
        case "method": if case .string(let text) = value { method = text } else { fault = fault ?? .method }
        case "params": if case .object(let object) = value { params = object } else { fault = fault ?? .params }
        case "result", "error": response = (response ?? [:]).with(key, value)
        default: break
        }
    }

    func message() throws(RPCError) -> RPCMessage {
        if case .id? = fault { throw .invalidRequest("an id is a text of at most 1024 bytes or an integer") }
        guard isVersion2 else { throw .invalidRequest("jsonrpc must be \"2.0\"") }
        if case .method? = fault { throw .invalidRequest("method must be a string") }
        guard let method else { return .response(RPCResponse(id: id, result: try result())) }
        guard response == nil else { throw .invalidRequest("a request has no result and no error") }
        guard fault == nil else { throw .invalidParams("params must be an object") }
        guard let id else { return .notification(RPCNotification(method: method, params: params)) }
        return .request(RPCRequest(id: id, method: method, params: params))
    }

    private func result() throws(RPCError) -> Result<JSONObject, RPCError> {
        switch (response?["result"], response?["error"]) {
        case (.object(let object)?, nil): .success(object)
        case (nil, .object(let object)?): .failure(RPCError(object))
        default: throw .invalidRequest("neither a request nor a response")
        }
    }
}

extension JSONObject {
    fileprivate func with(_ key: String, _ value: JSONValue) -> Self {
        var object = self
        object[key] = value
        return object
    }
}

extension RPCError {
    fileprivate init(_ object: JSONObject) {
        self.init(
            code: object["code"]?.int ?? 0,
            object["message"]?.string ?? "",
            data: object["data"]
        )
    }
}
