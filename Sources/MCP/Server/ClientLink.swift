public import JSON

/// How a running call asks the client that made it: now by ending the round and beginning another, before 2026-07-28
/// by a request over the open stream. Tools see neither.
public protocol ClientLink: AnyObject, Sendable {
    /// The client's result for `method`. `key` names the question within the call, the same in every round.
    ///
    /// - Throws: `RPCError` when the client cannot or will not answer; `InputRequired` where the round must end first.
    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject
}

/// What a call needs to know from the client before it can finish (2026-07-28, "Multi Round-Trip Requests").
public struct InputRequired: Error, Sendable, Hashable {
    /// The questions by key, each `{"method": …, "params": …}`.
    public let requests: JSONObject

    public init(requests: JSONObject) { self.requests = requests }
}
