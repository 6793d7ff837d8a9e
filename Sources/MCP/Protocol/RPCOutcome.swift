/// What comes of a request: an answer that takes no waiting, or one that does.
public enum RPCOutcome: Sendable {
    case now(Result<RPCAnswer, RPCError>)
    /// To be asked for once, by a task that is cancelled when nobody wants the answer any more.
    case later(@Sendable () async throws(RPCError) -> RPCAnswer)

    /// What it comes to, in the caller's task.
    var result: Result<RPCAnswer, RPCError> {
        get async {
            switch self {
            case .now(let result): return result
            case .later(let answer):
                do throws(RPCError) {
                    return .success(try await answer())
                } catch {
                    return .failure(error)
                }
            }
        }
    }

    func answer() async throws(RPCError) -> RPCAnswer {
        switch self {
        case .now(let result): try result.get()
        case .later(let answer): try await answer()
        }
    }
}
