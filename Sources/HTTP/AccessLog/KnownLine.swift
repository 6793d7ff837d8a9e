internal import JSON

/// What lines of the access log say alike of requests with the same head. Belongs to the loop of their connection; a class,
/// because the connection and the record of a request share it.
public final class KnownLine {
    /// The method, the path and whose they are, with all that stands around them.
    private var front: [UInt8] = []
    /// Who speaks behind the proxies that were trusted then.
    private var client: String?
    /// Who asked for what with which header fields.
    private var tail: [UInt8] = []
    /// Whom the caller's token names; `nil` where there was none.
    private var subject: String?
    private var issuer = ""
    /// Of the call; `nil` where there was none.
    private var method: String?
    private var name: String?
    private var revision = ""
    private var circumstances = Circumstances()

    /// Appends the front, if it is one of this client.
    func appendFront(for client: String?, to line: inout TextOutput) -> Bool {
        guard !front.isEmpty, client?.isExactly(self.client) ?? (self.client == nil) else { return false }
        line.append(block: front)
        return true
    }

    /// What it depends on which fields a tail shows, beside the head and the call: see `SaidFields`.
    struct Circumstances: Equatable {
        /// Of the body that was read, where the head says its length; else 0.
        var bodySize = 0
        var isRefused = false
    }

    /// Appends the tail, if it is one of this caller and this call, in the same circumstances.
    func appendTail(
        of caller: Caller,
        _ call: CallFact?,
        _ circumstances: Circumstances,
        to line: inout TextOutput
    ) -> Bool {
        guard !tail.isEmpty, circumstances == self.circumstances, isSame(caller.identity), isSame(call) else {
            return false
        }
        line.append(block: tail)
        return true
    }

    func keep(front text: ArraySlice<UInt8>, for client: String?) {
        guard text.count <= Self.limit else { return }
        front = Array(text)
        self.client = client
    }

    func keep(tail text: ArraySlice<UInt8>, of caller: Caller, _ call: CallFact?, _ circumstances: Circumstances) {
        // Lines clip what a client says, and this does not.
        guard text.count <= Self.limit, call.size + caller.identity.size <= Self.limit else { return }
        tail.removeAll(keepingCapacity: true)
        tail.append(contentsOf: text)
        subject = caller.identity?.subject
        issuer = caller.identity?.issuer ?? ""
        method = call?.method
        name = call?.name
        revision = call?.revision ?? ""
        self.circumstances = circumstances
    }

    /// Whether a line says the same of who calls.
    private func isSame(_ identity: Identity?) -> Bool {
        guard let identity else { return subject == nil }
        return identity.subject.isExactly(subject) && identity.issuer.isExactly(issuer)
    }

    /// Whether a line says the same of `call`, apart from the trace.
    private func isSame(_ call: CallFact?) -> Bool {
        guard let call else { return method == nil }
        return call.method.isExactly(method) && call.revision.isExactly(revision)
            && (call.name?.isExactly(name) ?? (name == nil))
    }

    /// Longest part that is kept, bytes; and longest names of caller and call together.
    static let limit = 2 << 10
    /// Bytes of memory that all of it takes at most, about.
    static let size = 4 * limit
}

extension Identity? {
    fileprivate var size: Int { self.map { $0.subject.utf8.count + $0.issuer.utf8.count } ?? 0 }
}

extension CallFact? {
    fileprivate var size: Int {
        guard let self else { return 0 }
        return self.method.utf8.count + self.revision.utf8.count + (self.name?.utf8.count ?? 0)
    }
}

extension String {
    fileprivate func isExactly(_ other: String?) -> Bool { other.map { isExactly($0) } ?? false }
}
