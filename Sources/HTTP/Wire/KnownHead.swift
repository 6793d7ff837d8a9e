internal import JSON

/// The head that a connection read last. Clients say the same again and again, and equal bytes mean the same: what was
/// made of them is made once. Belongs to the loop of its connection; a class, because using it counts one reference.
public final class KnownHead {
    private let text: [UInt8]
    private let head: RequestHead
    /// Where the digits of `Content-Length` stand in the text; bodies differ more often than what is said of them.
    private let digits: Range<Int>
    private let bodyLimit: Int
    /// For the access log.
    public let line = KnownLine()
    /// Bytes of memory that it takes at most, about.
    public let size: Int

    /// `text` is what `head` was read from, within `limits`. `nil` when it is too long to be kept.
    public init?(_ head: RequestHead, from text: ArraySlice<UInt8>, within limits: HeadLimits) {
        let fields = head.fields.bytes
        // The parser may add a field that nobody sent.
        guard text.count <= Self.limit, text.suffix(fields.count).elementsEqual(fields) else { return nil }
        self.text = Array(text)
        self.head = head
        bodyLimit = limits.body
        // The text may come once more in what is made of its first line.
        size = 2 * text.count + head.fields.size + KnownLine.size
        digits =
            if case .length = head.framing, let value = head.fields.range(of: .contentLength) {
                value.lowerBound + text.count - fields.count..<value.upperBound + text.count - fields.count
            } else {
                0..<0
            }
    }

    /// What a head says that is not known of it.
    public struct Reading {
        /// The index of the byte after it.
        public let end: Int
        /// Of its body, where not even that is the same.
        let length: Int?
        /// Whether all of it is known.
        public var isSame: Bool { length == nil }
    }

    /// Reads the head that starts at `start`, if it says the same, but perhaps of another length of its body.
    public func read(_ bytes: [UInt8], from start: Int) -> Reading? {
        let text = text
        let end = start &+ text.count
        guard bytes.count >= end else { return nil }
        let known = text.span
        let read = bytes.span.extracting(start..<end)
        let rest = known.count &- digits.upperBound
        guard known.extracting(last: rest).holdsSame(as: read.extracting(last: rest)),
            known.extracting(first: digits.lowerBound).holdsSame(as: read.extracting(first: digits.lowerBound))
        else { return nil }
        let length = read.extracting(digits)
        if known.extracting(digits).holdsSame(as: length) { return Reading(end: end, length: nil) }
        // Whether there is a body, and may be one, is judged where heads are parsed.
        guard let number = length.decimal, 1...bodyLimit ~= number else { return nil }
        return Reading(end: end, length: number)
    }

    /// The head that was read.
    public func head(_ reading: Reading, of bytes: [UInt8]) -> RequestHead {
        guard let length = reading.length else { return head }
        var head = head
        head.framing = .length(length)
        let start = reading.end &- text.count
        head.fields.overwrite(
            .contentLength,
            with: bytes.span.extracting(start + digits.lowerBound..<start + digits.upperBound)
        )
        return head
    }

    /// Longest head that is kept, bytes.
    static let limit = 2 << 10
}

extension Span<UInt8> {
    /// The number that its digits write.
    fileprivate var decimal: Int? {
        var number = 0
        for index in indices {
            let digit = self[index] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ Int(digit)
        }
        return number
    }
}
