internal import JSON

/// A place in the bytes of a head, moving forward only.
struct HeadCursor: ~Copyable {
    private let bytes: [UInt8]
    private let start: Int
    private let limit: Int
    private(set) var index: Int

    init(_ bytes: [UInt8], from start: Int, limit: Int) {
        self.bytes = bytes
        self.start = start
        self.limit = limit
        index = start
    }

    /// An empty line before the request line is ignored (RFC 9112 §2.2).
    mutating func skipEmptyLine() throws(HeadStop) {
        guard index < bytes.count, bytes[index] == 0x0d else { return }
        guard index &+ 1 < bytes.count else { throw .incomplete }
        if bytes[index &+ 1] == 0x0a { index &+= 2 }
    }

    /// `method SP target SP HTTP/1.x CRLF` (RFC 9112 §3).
    mutating func requestLine() throws(HeadStop) -> RequestLine {
        let method = try self.method()
        let target = try self.target(of: method)
        let isHTTP10 = try version()
        return RequestLine(method: method, target: target, isHTTP10: isHTTP10)
    }

    private mutating func method() throws(HeadStop) -> HTTPMethod {
        let bytes = bytes  // a span of the property would keep `index` from moving
        let span = bytes.span
        let begin = index
        while index < span.count, span[index].isToken { index &+= 1 }
        if index &- begin > Self.methodLimit { throw .refused(.notImplemented) }
        if index == span.count { throw short(.uriTooLong) }
        guard span[index] == 0x20, index > begin else { throw .refused(.badRequest) }
        index &+= 1
        let name = span.extracting(begin..<(index &- 1))
        if name.count == 4, name[0] == 0x50, name[1] == 0x4f, name[2] == 0x53, name[3] == 0x54 { return .post }
        if name.count == 3, name[0] == 0x47, name[1] == 0x45, name[2] == 0x54 { return .get }
        return HTTPMethod(String(decoding: bytes[begin..<(index &- 1)], as: UTF8.self))
    }

    private mutating func target(of method: HTTPMethod) throws(HeadStop) -> RequestTarget {
        let bytes = bytes  // a span of the property would keep `index` from moving
        let span = bytes.span
        let begin = index
        while index < span.count, span[index].isTarget { index &+= 1 }
        if index == span.count { throw short(.uriTooLong) }
        if index &- start > limit { throw .refused(.uriTooLong) }
        guard span[index] == 0x20, let target = RequestTarget(bytes[begin..<index], of: method) else {
            throw .refused(.badRequest)
        }
        index &+= 1
        return target
    }

    /// `HTTP/1.x CRLF`: whether the version is 1.0; it is 1.1 otherwise.
    private mutating func version() throws(HeadStop) -> Bool {
        let line = 10
        guard bytes.count &- index >= line else { throw short(.uriTooLong) }
        let bytes = bytes  // as above
        let text = bytes.span.extracting(index..<(index &+ line))
        guard text[0] == 0x48, text[1] == 0x54, text[2] == 0x54, text[3] == 0x50, text[4] == 0x2f, text[6] == 0x2e,
            text[8] == 0x0d, text[9] == 0x0a
        else { throw .refused(.badRequest) }
        guard text[5] == 0x31 else { throw .refused(.versionNotSupported) }
        let minor = text[7]
        guard minor == 0x30 || minor == 0x31 else { throw .refused(.versionNotSupported) }
        index &+= line
        return minor == 0x30
    }

    /// `*( name ":" OWS value OWS CRLF ) CRLF` (RFC 9112 §5). Folded lines are refused (§5.2).
    mutating func fields(limit count: Int, judgedBy rules: inout FramingRules) throws(HeadStop) -> HTTPFields {
        let bytes = bytes  // a span of the property would keep `index` from moving
        let span = bytes.span
        let base = index
        var entries: [HTTPFields.Entry] = []
        entries.reserveCapacity(12)
        while true {
            if index &- start > limit { throw .refused(.headerFieldsTooLarge) }
            if span.count &- index < 2 { throw short(.headerFieldsTooLarge) }
            if span[index] == 0x0d {
                guard span[index &+ 1] == 0x0a else { throw .refused(.badRequest) }
                index &+= 2
                break
            }
            let entry = try field(span, base: base)
            try rules.judge(entry, in: span, base: base)
            if entries.count >= count { throw .refused(.headerFieldsTooLarge) }
            entries.append(entry)
        }
        if index &- start > limit { throw .refused(.headerFieldsTooLarge) }
        return HTTPFields(bytes: Array(bytes[base..<index]), entries: entries)
    }

    @inline(__always)
    private mutating func field(_ span: borrowing Span<UInt8>, base: Int) throws(HeadStop) -> HTTPFields.Entry {
        let begin = index
        skipName(span)
        if index == span.count { throw short(.headerFieldsTooLarge) }
        guard span[index] == 0x3a, index > begin else { throw .refused(.badRequest) }
        let print = FieldPrint(span, begin..<index)
        index &+= 1
        while index < span.count, span[index].isBlank { index &+= 1 }
        let value = index
        skipValue(span)
        if span.count &- index < 2 {
            if index < span.count, span[index] != 0x0d { throw .refused(.badRequest) }
            throw short(.headerFieldsTooLarge)
        }
        guard span[index] == 0x0d, span[index &+ 1] == 0x0a else { throw .refused(.badRequest) }
        var end = index
        while end > value, span[end &- 1].isBlank { end &-= 1 }
        index &+= 2
        return HTTPFields.Entry(print: print, name: begin &- base, value: (value &- base)..<(end &- base))
    }

    /// Goes behind the token that begins here.
    @inline(__always)
    private mutating func skipName(_ span: borrowing Span<UInt8>) {
        while index &+ 8 <= span.count {
            let rest = span.word(at: index).rareInNames
            guard rest == 0 else {
                index &+= rest.trailingZeroBitCount &>> 3
                break
            }
            index &+= 8
        }
        while index < span.count, span[index].isToken { index &+= 1 }
    }

    /// Goes to the next byte that no value may hold.
    @inline(__always)
    private mutating func skipValue(_ span: borrowing Span<UInt8>) {
        while index &+ 8 <= span.count {
            let controls = span.word(at: index).controls
            guard controls == 0 else {
                index &+= controls.trailingZeroBitCount &>> 3
                break
            }
            index &+= 8
        }
        // Also on from a tab, which a value may hold.
        while index < span.count, !span[index].isControl { index &+= 1 }
    }

    /// More bytes are needed, unless there are already more than a head may have.
    private func short(_ status: HTTPStatus) -> HeadStop {
        bytes.count &- start > limit ? .refused(status) : .incomplete
    }

    /// Longest method name, bytes.
    private static let methodLimit = 32
}

extension UInt64 {
    /// The high bit of every byte that is below a blank, or 0x7f; above the first of them, also of some that are not.
    @inline(__always) fileprivate var controls: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let deletes = self ^ (ones &* 0x7f)
        return ((self &- ones &* 0x20) & ~self | (deletes &- ones) & ~deletes) & (ones &* 0x80)
    }

    /// The high bit of every byte that is no letter, digit or hyphen.
    @inline(__always) fileprivate var rareInNames: UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        // Without their high bits no sum of two bytes reaches into the next one.
        let bytes = self & (ones &* 0x7f)
        let lower = bytes | ones &* 0x20
        let letters = (lower &+ ones &* 0x1f) & ~(lower &+ ones &* 0x05)
        let digits = (bytes &+ ones &* 0x50) & ~(bytes &+ ones &* 0x46)
        let hyphens = ~((bytes ^ ones &* 0x2d) &+ ones &* 0x7f)
        return (~(letters | digits | hyphens) | self) & (ones &* 0x80)
    }
}

extension UInt8 {
    /// Whether the byte may stand in a request target: the characters of RFC 3986 without `#`.
    @inline(__always) fileprivate var isTarget: Bool {
        self < 64
            ? (0xafff_fff2_0000_0000 as UInt64) &>> UInt64(self) & 1 != 0
            : self < 128 && (0x47ff_fffe_afff_ffff as UInt64) &>> UInt64(self &- 64) & 1 != 0
    }
}
