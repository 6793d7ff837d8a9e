/// Text while it is written. Room is made ahead and filled with zeros, so that a token is copied without asking again
/// for each byte.
struct JSONOutput {
    /// Zeros from `count` on.
    private var bytes: [UInt8] = []
    private var count: Int

    /// Goes on behind `bytes`, which are empty until `finish`.
    init(behind bytes: inout [UInt8]) {
        count = bytes.count
        swap(&self.bytes, &bytes)
    }

    mutating func finish(into bytes: inout [UInt8]) {
        self.bytes.removeLast(self.bytes.count - count)
        swap(&self.bytes, &bytes)
    }

    @inline(__always)
    mutating func append(_ byte: UInt8) {
        makeRoom(for: 1)
        bytes[count] = byte
        count += 1
    }

    /// Appends `text` as it is.
    mutating func append(verbatim text: String) { append(text.utf8.span) }

    mutating func append(_ value: Int) {
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

    /// Appends `text` in quotes, between `prefix` and `suffix` where they are not 0.
    mutating func append(quoted text: String, prefix: UInt8 = 0, suffix: UInt8 = 0) {
        let source = text.utf8.span
        var end = source.plainEnd(from: 0)
        if end == source.count { return append(quoted: source, prefix, suffix) }
        if prefix != 0 { append(prefix) }
        append(UInt8(ascii: "\""))
        var start = 0
        while true {
            append(source.extracting(start..<end))
            guard end < source.count else { break }
            append(escaped: source[end])
            start = end + 1
            end = source.plainEnd(from: start)
        }
        append(UInt8(ascii: "\""))
        if suffix != 0 { append(suffix) }
    }

    /// Appends `text`, which needs no escapes.
    private mutating func append(quoted text: Span<UInt8>, _ prefix: UInt8, _ suffix: UInt8) {
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
        // Said once here, it need not be checked for each byte.
        precondition(at >= 0 && at < target.count - text.count)
        for index in text.indices { target[at &+ index] = text[index] }
        at += text.count
        target[at] = UInt8(ascii: "\"")
        at += 1
        if suffix != 0 {
            target[at] = suffix
            at += 1
        }
    }

    private mutating func append(_ run: Span<UInt8>) {
        makeRoom(for: run.count)
        let at = count
        count += run.count
        var target = bytes.mutableSpan
        precondition(at >= 0 && at <= target.count - run.count)
        for index in run.indices { target[at &+ index] = run[index] }
    }

    private mutating func append(escaped byte: UInt8) {
        append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: append(UInt8(ascii: "b"))
        case 0x09: append(UInt8(ascii: "t"))
        case 0x0A: append(UInt8(ascii: "n"))
        case 0x0C: append(UInt8(ascii: "f"))
        case 0x0D: append(UInt8(ascii: "r"))
        case 0x20...: append(byte)
        default:
            append(verbatim: byte < 0x10 ? "u000" : "u001")
            append(verbatim: String(byte & 0x0F, radix: 16))
        }
    }

    @inline(__always)
    private mutating func makeRoom(for more: Int) {
        if bytes.count - count < more { grow(by: more) }
    }

    @inline(never)
    private mutating func grow(by more: Int) {
        let target = max(count + more, min(bytes.capacity, 2 * count + 256))
        let zeros = target - bytes.count
        bytes.append(addingCapacity: zeros) { $0.append(repeating: 0, count: zeros) }
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
