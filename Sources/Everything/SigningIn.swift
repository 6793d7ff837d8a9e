import HTTP
import MCP
import Synchronization

/// A diary kept elsewhere. Its password is nothing for the client and the model, so the user gives it to a page of this
/// server; the call that needs it is made again when that is done.
public final class SignInDesk: Sendable {
    private let state = Mutex(State())

    /// Users that sign in at the same time, at most.
    private static let limit = 1000

    private struct State: Sendable {
        var place = ""
        var signedIn: Set<String> = []
        var tickets: [String: Ticket] = [:]
    }

    /// One user who is to sign in.
    struct Ticket: Sendable {
        let id: String
        /// Tells the client that asked.
        let complete: @Sendable () -> Void
    }

    public init() {}

    /// The page, for whoever may call the tools.
    ///
    /// - Parameter place: where this server is found, such as `http://127.0.0.1:8080`.
    public func routes(at place: String) -> [Route] {
        state.withLock { $0.place = place }
        return [.any("/sign-in", SignInPage(desk: self))]
    }

    func isSignedIn(_ caller: Caller) -> Bool { state.withLock { $0.signedIn.contains(caller.user) } }

    /// The page for this user, and the id of what is to be done there. Asked twice, it is the same page.
    func ticket(
        for caller: Caller,
        _ complete: @escaping @Sendable (String) -> Void
    ) throws -> (url: String, id: String) {
        try state.withLock { state in
            let id = state.tickets[caller.user]?.id ?? Self.randomID()
            guard state.tickets.count < Self.limit || state.tickets[caller.user] != nil else {
                throw ToolError("Too many users are signing in; try again later.")
            }
            state.tickets[caller.user] = Ticket(id: id) { complete(id) }
            return ("\(state.place)/sign-in?\(id)", id)
        }
    }

    /// Whether `id` is what this user was asked for. The URL alone proves nothing: sent to somebody else, it would sign
    /// the sender in as them.
    fileprivate func expects(_ id: String?, of caller: Caller) -> Bool {
        state.withLock { $0.tickets[caller.user]?.id == id }
    }

    fileprivate func signIn(_ caller: Caller) {
        let ticket = state.withLock { state in
            state.signedIn.insert(caller.user)
            return state.tickets.removeValue(forKey: caller.user)
        }
        ticket?.complete()
    }

    private static func randomID() -> String {
        (0..<2).map { _ in String(UInt64.random(in: .min ... .max), radix: 36) }.joined()
    }
}

/// A real page would ask for the password. This one has a button.
private struct SignInPage: HTTPHandler {
    let desk: SignInDesk

    func respond(to request: HTTPRequest) async -> HTTPResponse {
        guard request.query != nil, desk.expects(request.query, of: request.caller) else {
            return .text("This page is not for you, or no longer.", .notFound)
        }
        switch request.method {
        case .get: return .html("<form method=post><button>Sign in to the diary</button></form>")
        case .post:
            desk.signIn(request.caller)
            return .html("<p>You are signed in. You can close this page.</p>")
        default: return .methodNotAllowed([.get, .post])
        }
    }
}

extension HTTPResponse {
    /// A page that loads nothing and stands in no other.
    fileprivate static func html(_ body: String) -> Self {
        let fields: HTTPFields = [
            .contentType: "text/html; charset=utf-8", .cacheControl: "no-store",
            "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'", "Referrer-Policy": "no-referrer",
        ]
        return HTTPResponse(.ok, fields: fields, body: .bytes(Array("<!doctype html><title>Diary</title>\(body)".utf8)))
    }
}

struct ReadDiary: Tool {
    let name = "read_diary"
    let description = "Reads a diary for which the user must sign in, on a page."
    let desk: SignInDesk

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        guard !desk.isSignedIn(context.caller) else { return "Dear diary, today I signed in." }
        let page = try desk.ticket(for: context.caller) { context.complete(elicitation: $0) }
        try context.require("sign_in", "Please sign in to your diary.", toOpen: page.url, id: page.id)
    }
}

extension Caller {
    /// Who calls, in every session and with every token.
    fileprivate var user: String { identity.map { "\($0.issuer) \($0.subject)" } ?? "everybody" }
}
