/// Text while it is written. Room is made ahead and filled, so that a token is copied without asking again for each byte.
public struct TextOutput: Sendable {
    /// What stands from `count` on means nothing.
    private var bytes: [UInt8] = []
    /// Bytes that are written.
    public private(set) var count = 0

    public init() {}

    /// Goes on behind `bytes`, which are empty until `finish`.
    public init(behind bytes: inout [UInt8]) {
        count = bytes.count
        swap(&self.bytes, &bytes)
    }

    /// Moves everything to where it was begun.
    public mutating func finish(into bytes: inout [UInt8]) {
        self.bytes.removeLast(self.bytes.count - count)
        count = 0
        swap(&self.bytes, &bytes)
    }

    /// All that is written. Whoever keeps it while more is written pays for a copy.
    public var text: ArraySlice<UInt8> { bytes[..<count] }

    /// Begins anew, in the same memory.
    public mutating func removeAll() { count = 0 }

    @inline(__always)
    public mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        bytes[count] = byte
        count += 1
    }

    /// Appends `text` as it is.
    public mutating func append(verbatim text: String) { append(text.utf8.span) }

    public mutating func append(_ run: Span<UInt8>) {
        makeRoom(for: run.count)
        let start = count
        var target = bytes.mutableSpan
        _ = target.set(run, at: start)
        count = start + run.count
    }

    /// The same as `append(_:)`, quicker for many bytes: they are copied as one block of memory.
    public mutating func append(block: consuming [UInt8]) {
        bytes.removeLast(bytes.count - count)
        bytes.append(contentsOf: block)
        count = bytes.count
    }

    /// Appends `text`, if all of it is visible ASCII or blanks, and nothing that a JSON string escapes.
    ///
    /// - Returns: whether it is.
    public mutating func append(ifVisible text: Span<UInt8>) -> Bool {
        makeRoom(for: text.count)
        let start = count
        var target = bytes.mutableSpan
        guard target.set(text, at: start) else { return false }
        count = start + text.count
        return true
    }

    public mutating func append(_ value: Int) {
        if value < 0 { append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let digits = rest.decimalDigits
        makeRoom(for: digits)
        var at = count + digits
        count = at
        var target = bytes.mutableSpan
        for _ in 0..<digits {
            at -= 1
            target[at] = UInt8(ascii: "0") | UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    /// Appends `text` in quotes, which needs no escapes, between `prefix` and `suffix` where they are not 0.
    mutating func append(quoted text: Span<UInt8>, _ prefix: UInt8, _ suffix: UInt8) {
        makeRoom(for: text.count + 4)
        var at = count
        defer { count = at }
        var target = bytes.mutableSpan
        if prefix != 0 {
            target[at] = prefix
            at += 1
        }
        target[at] = UInt8(ascii: "\"")
        at += 1
        _ = target.set(text, at: at)
        at += text.count
        target[at] = UInt8(ascii: "\"")
        at += 1
        if suffix != 0 {
            target[at] = suffix
            at += 1
        }
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if bytes.count - count < more { grow(by: more) }
    }

    /// Bytes that are made ready at once.
    private static let ahead = 512

    @inline(never)
    private mutating func grow(by more: Int) {
        let target = max(count + more, min(bytes.capacity, count + Self.ahead))
        let zeros = target - bytes.count
        bytes.append(addingCapacity: zeros) { $0.append(repeating: 0, count: zeros) }
    }
}

extension MutableSpan<UInt8> {
    /// Copies `text` to `index`, eight bytes at a time.
    ///
    /// - Returns: whether all of it is visible ASCII and blanks, none of which JSON escapes.
    @inline(__always)
    fileprivate mutating func set(_ text: Span<UInt8>, at index: Int) -> Bool {
        // Said once here, it need not be checked for each byte.
        precondition(index >= 0 && index <= count - text.count)
        let last = text.count &- 8
        guard last >= 0 else {
            var isVisible = true
            for place in text.indices {
                isVisible = isVisible && text[place].isVisible
                self[index &+ place] = text[place]
            }
            return isVisible
        }
        var marks: UInt64 = 0
        var place = 0
        while place < last {
            let word = text.word(at: place)
            marks |= word.invisible
            set(word, at: index &+ place)
            place &+= 8
        }
        // The last eight overlap what has been copied.
        let word = text.word(at: last)
        set(word, at: index &+ last)
        return (marks | word.invisible) & 0x8080_8080_8080_8080 == 0
    }

    /// Apart from where the word is read, or the compiler splits both into bytes.
    @inline(never)
    private mutating func set(_ word: UInt64, at index: Int) {
        precondition(index >= 0 && index <= count &- 8)
        self[index] = UInt8(truncatingIfNeeded: word)
        self[index &+ 1] = UInt8(truncatingIfNeeded: word >> 8)
        self[index &+ 2] = UInt8(truncatingIfNeeded: word >> 16)
        self[index &+ 3] = UInt8(truncatingIfNeeded: word >> 24)
        self[index &+ 4] = UInt8(truncatingIfNeeded: word >> 32)
        self[index &+ 5] = UInt8(truncatingIfNeeded: word >> 40)
        self[index &+ 6] = UInt8(truncatingIfNeeded: word >> 48)
        self[index &+ 7] = UInt8(truncatingIfNeeded: word >> 56)
    }
}

extension UInt8 {
    fileprivate var isVisible: Bool { self &- 0x20 < 0x5f && self != 0x22 && self != 0x5c }
}

extension UInt64 {
    /// A high bit where one of eight bytes is not visible ASCII or is escaped in JSON; none when all are.
    @inline(__always) fileprivate var invisible: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = self ^ ones &* 0x22
        let backslashes = self ^ ones &* 0x5c
        // Adding one lifts 0x7f, and what lies above it, into the high bits.
        return (self &- ones &* 0x20) | (self &+ ones) | self | (quotes &- ones) & ~quotes
            | (backslashes &- ones) & ~backslashes
    }
}

extension UInt {
    /// Of the magnitude of an `Int`.
    fileprivate var decimalDigits: Int {
        var digits = 1
        var limit: UInt = 10
        while digits < 19, self >= limit {
            digits += 1
            limit *= 10
        }
        return digits
    }
}
