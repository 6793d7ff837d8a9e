import HTTP
import MCP
import Synchronization

/// The application that answers now. Before the first reload that is the one that the process began with, and finding it
/// costs one load.
public final class Current: Sendable {
    private let hasChanged = Atomic(false)
    private let place = Mutex<Application?>(nil)

    public init() {}

    /// The one that has taken the place of `first`, else `first`.
    func application(since first: Application) -> Application {
        latest ?? first
    }

    /// The one that took the place of the first; `nil` before.
    var latest: Application? { hasChanged.load(ordering: .acquiring) ? place.withLock { $0 } : nil }

    /// From now on `application` answers; what is being answered ends where it began.
    func replace(with application: Application) {
        place.withLock { $0 = application }
        hasChanged.store(true, ordering: .releasing)
    }
}

/// Answers each request with the application that is current when it comes.
struct CurrentHandler: HTTPHandler {
    let first: Application
    let current: Current

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        await current.application(since: first).handler.respond(to: request)
    }
}
