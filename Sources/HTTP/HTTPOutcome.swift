/// What comes of a request: an answer that takes no waiting, or one that does. What needs no waiting needs no task.
public enum HTTPOutcome: Sendable {
    case now(HTTPResponse)
    /// To be asked for once, by a task that is cancelled when nobody wants the answer any more.
    case later(@Sendable () async -> HTTPResponse)

    /// The answer, in the caller's task.
    public var response: HTTPResponse {
        get async {
            switch self {
            case .now(let response): response
            case .later(let respond): await respond()
            }
        }
    }
}
