private import Synchronization

/// Objects that one text after the other holds under the same key, byte for byte, such as what a client says of itself in
/// every request. A reader that meets one again hands it out instead of making it anew.
///
/// For texts that are read by parsers with the same limits.
public final class JSONRepeats: Sendable {
    /// An object, and what reading it takes.
    struct Kept: Sendable {
        fileprivate let text: [UInt8]
        let object: JSONObject
        /// Values in it, itself counted.
        let values: Int
        /// Levels of nesting in it, itself counted.
        let depth: Int
        /// Bytes of its text.
        var count: Int { text.count }
    }

    private struct State {
        var kept: [Kept] = []
        /// Where the next one goes.
        var next = 0
        /// What came once: by its last bits.
        var prints = [UInt64](repeating: 0, count: JSONRepeats.printLimit)
    }
    private let state = Mutex(State())

    public init() {}

    /// The object that starts at `start`, if it is one of these.
    func object(in bytes: Span<UInt8>, at start: Int) -> Kept? {
        let kept = state.withLock { $0.kept }
        for known in kept {
            let end = start &+ known.count
            if end <= bytes.count, known.text.span.isSame(as: bytes.extracting(start..<end)) { return known }
        }
        return nil
    }

    /// Keeps `object`, which was read from `text`, when it comes for the second time, in the place of the one that has
    /// been there longest.
    func note(_ object: JSONObject, from text: Span<UInt8>, values: Int) {
        guard text.count <= Self.textLimit, values <= Self.valueLimit else { return }
        let print = text.print
        let place = Int(truncatingIfNeeded: print) & (Self.printLimit - 1)
        let isSecond = state.withLock { state in
            defer { state.prints[place] = print }
            return state.prints[place] == print
        }
        guard isSecond else { return }
        var copy: [UInt8] = []
        copy.append(text)
        let kept = Kept(text: copy, object: object, values: values, depth: object.depth)
        state.withLock { state in
            if state.kept.count < Self.limit {
                state.kept.append(kept)
            } else {
                state.kept[state.next] = kept
                state.next = (state.next + 1) % Self.limit
            }
        }
    }

    /// Objects that are kept.
    static let limit = 4
    /// Longest text that is kept, bytes.
    static let textLimit = 2 << 10
    /// Most values in an object that is kept.
    static let valueLimit = 64
    /// Texts that came once and are still known to have done so, at most; a power of two.
    private static let printLimit = 16
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
    /// A number that other texts do not have, most likely; never 0.
    fileprivate var print: UInt64 {
        var print = UInt64(truncatingIfNeeded: count)
        var index = 0
        while index &+ 8 <= count {
            print = (print ^ word(at: index)) &* 0x9E37_79B9_7F4A_7C15
            print ^= print &>> 32
            index &+= 8
        }
        while index < count {
            print = (print ^ UInt64(self[index])) &* 0x0000_0100_0000_01B3
            index &+= 1
        }
        return (print ^ print &>> 32) | 1
    }
}
