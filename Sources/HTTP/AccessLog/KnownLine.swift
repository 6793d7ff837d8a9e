internal import JSON

/// What lines of the access log say alike of requests with the same head. Belongs to the loop of their connection.
public final class KnownLine {
    /// The method and the path, with all that stands around them.
    private var front: [UInt8] = []
    /// Who asked for what with which header fields.
    private var tail: [UInt8] = []
    private var caller = Caller.unknown
    private var call: CallFact?

    /// Appends the front, if there is one.
    func appendFront(to line: inout TextOutput) -> Bool {
        let front = front
        guard !front.isEmpty else { return false }
        line.append(front.span)
        return true
    }

    /// Appends the tail, if it is one of this caller and this call.
    func appendTail(of caller: Caller, _ call: CallFact?, to line: inout TextOutput) -> Bool {
        let tail = tail
        guard !tail.isEmpty, caller.isSame(as: self.caller), call.isAlike(self.call) else { return false }
        line.append(block: tail)
        return true
    }

    func keep(front text: ArraySlice<UInt8>) {
        if text.count <= Self.limit { front = Array(text) }
    }

    func keep(tail text: ArraySlice<UInt8>, of caller: Caller, _ call: CallFact?) {
        guard text.count <= Self.limit else { return }
        tail.removeAll(keepingCapacity: true)
        tail.append(contentsOf: text)
        self.caller = caller
        self.call = call
    }

    /// Longest part that is kept, bytes.
    private static let limit = 4 << 10
}

extension Caller {
    /// Whether both are the same value, not two that are equal.
    fileprivate func isSame(as other: Caller) -> Bool {
        switch (self, other) {
        case (.unknown, .unknown), (.trusted, .trusted): true
        case (.token(let identity), .token(let other)): identity === other
        default: false
        }
    }
}

extension CallFact? {
    /// Whether a line says the same of both, apart from the trace.
    fileprivate func isAlike(_ other: CallFact?) -> Bool {
        guard let self, let other else { return self == nil && other == nil }
        return self.method == other.method && self.name == other.name && self.revision == other.revision
    }
}
