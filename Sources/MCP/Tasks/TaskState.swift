public import JSON

/// How far a task has come. Times are seconds since 1970.
public struct TaskState: Sendable, Hashable {
    public enum Status: String, Sendable, Hashable {
        case working
        case inputRequired = "input_required"
        case completed, failed, cancelled

        /// Whether nothing follows.
        public var isFinal: Bool {
            switch self {
            case .working, .inputRequired: false
            case .completed, .failed, .cancelled: true
            }
        }
    }

    public let id: String
    public let created: Int
    public internal(set) var updated: Int
    public let time: Duration
    public let pollInterval: Duration
    public internal(set) var status = Status.working
    /// What people read about it.
    public internal(set) var message: String?
    /// The answer of the call, once `completed`.
    public internal(set) var result: JSONObject?
    /// Why there is none, once `failed`.
    public internal(set) var error: RPCError?
    /// What the client is asked, by key: `{"method": …, "params": …}`.
    public internal(set) var questions: JSONObject = [:]
}
