public import JSON

/// A JSON-RPC 2.0 message, read once at the edge and never parsed again.
public enum RPCMessage: Sendable, Hashable {
    case request(RPCRequest)
    case notification(RPCNotification)
    case response(RPCResponse)
}

/// What ties a response to its request. Echoed with the type it came with.
public enum RPCID: Sendable, Hashable { case string(String), number(Int) }

public struct RPCRequest: Sendable, Hashable {
    public var id: RPCID
    public var method: String
    public var params: JSONObject

    public init(id: RPCID, method: String, params: JSONObject = [:]) {
        self.id = id
        self.method = method
        self.params = params
    }
}

public struct RPCNotification: Sendable, Hashable {
    public var method: String
    public var params: JSONObject

    public init(method: String, params: JSONObject = [:]) {
        self.method = method
        self.params = params
    }
}

public struct RPCResponse: Sendable, Hashable {
    /// `nil` when the request was so broken that its id could not be read.
    public var id: RPCID?
    public var result: Result<JSONObject, RPCError>

    public init(id: RPCID?, result: Result<JSONObject, RPCError>) {
        self.id = id
        self.result = result
    }
}
