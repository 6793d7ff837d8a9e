private import Synchronization

/// Objects that one text after the other holds under the same key, byte for byte, such as what a client says of itself in
/// every request. A reader that meets one again hands it out instead of making it anew.
///
/// Shared by whoever reads texts with the same `numberLengthLimit`; their other limits may differ.
public final class JSONRepeats: Sendable {
    /// An object, and what reading it takes.
    struct Known: Sendable {
        let object: JSONObject
        /// Bytes of its text.
        let count: Int
        /// Values in it, itself counted.
        let values: Int
        /// Levels of nesting in it, itself counted.
        let depth: Int
    }

    fileprivate struct Place: Sendable {
        let text: [UInt8]
        let known: Known
        /// Whether it was found since somebody last looked for a place.
        var isUsed = false
    }

    fileprivate struct State {
        var places: [Place] = []
        /// Whose place is looked at next.
        var next = 0
        /// Fingerprints of what came once, and lately.
        var seen: [UInt64] = []
        /// Where the next of them goes.
        var nextSeen = 0
    }
    private let state = Mutex(State())

    public init() {}

    /// Forgets all of them.
    public func removeAll() { state.withLock { $0 = State() } }

    /// The object that starts at `start`, if it is one of these.
    func object(in bytes: Span<UInt8>, at start: Int) -> Known? {
        let held = state.withLock { $0.places }
        let places = held.span
        for index in places.indices {
            let end = start &+ places[index].text.count
            guard end <= bytes.count, places[index].text.span.holdsSame(as: bytes.extracting(start..<end)) else {
                continue
            }
            if !places[index].isUsed { use(index) }
            return places[index].known
        }
        return nil
    }

    /// Notes that what stands there was found, or what has come in its place: that one stays a little longer, too.
    private func use(_ index: Int) {
        state.withLock { state in
            if index < state.places.count { state.places[index].isUsed = true }
        }
    }

    /// Keeps `object`, which was read from `text`, when it comes for the second time. Another one goes for it that was not
    /// found lately.
    func note(_ object: JSONObject, from text: Span<UInt8>, values: Int) {
        guard text.count <= Self.textLimit, values <= Self.valueLimit else { return }
        let fingerprint = text.fingerprint
        guard state.withLock({ $0.hasSeen(fingerprint) }) else { return }
        var copy: [UInt8] = []
        copy.append(text)
        let known = Known(object: object, count: text.count, values: values, depth: object.depth)
        let place = Place(text: copy, known: known)
        state.withLock { $0.keep(place) }
    }

    /// Objects that are kept.
    static let limit = 8
    /// Longest text that is kept, bytes.
    static let textLimit = 2 << 10
    /// Most values in an object that is kept.
    static let valueLimit = 64
    /// Fingerprints that are kept.
    fileprivate static let seenLimit = 16
}

extension JSONRepeats.State {
    /// Whether `fingerprint` came before. From now on it has.
    mutating func hasSeen(_ fingerprint: UInt64) -> Bool {
        if seen.contains(fingerprint) { return true }
        if seen.count < JSONRepeats.seenLimit {
            seen.append(fingerprint)
        } else {
            seen[nextSeen] = fingerprint
            nextSeen = (nextSeen + 1) % JSONRepeats.seenLimit
        }
        return false
    }

    mutating func keep(_ place: JSONRepeats.Place) {
        guard places.count == JSONRepeats.limit else { return places.append(place) }
        while places[next].isUsed {
            places[next].isUsed = false
            next = (next + 1) % JSONRepeats.limit
        }
        places[next] = place
        next = (next + 1) % JSONRepeats.limit
    }
}

extension JSONObject {
    fileprivate var depth: Int { 1 + (members.lazy.map(\.value.depth).max() ?? 0) }
}

extension JSONValue {
    fileprivate var depth: Int {
        switch self {
        case .object(let object): object.depth
        case .array(let values): 1 + (values.lazy.map(\.depth).max() ?? 0)
        default: 0
        }
    }
}

extension Span<UInt8> {
    /// A number that other texts hardly ever have. Two that share one are only kept too early.
    fileprivate var fingerprint: UInt64 {
        let factor: UInt64 = 0x9E37_79B9_7F4A_7C15
        var print = UInt64(truncatingIfNeeded: count)
        var index = 0
        while index &+ 16 <= count {
            let cut = extracting(index..<index &+ 16)
            print = (print ^ cut.word(at: 0)) &* factor
            print = (print &+ cut.word(at: 8)) &* factor
            print ^= print &>> 32
            index &+= 16
        }
        while index < count {
            print = (print ^ UInt64(self[index])) &* factor
            index &+= 1
        }
        return print ^ print &>> 32
    }
}
