/// What the fields of a request say about where it ends (RFC 9112 §6) and about its connection (§9.3).
struct FramingRules {
    private let isHTTP10: Bool
    private let bodyLimit: Int
    private var hosts = 0
    private var contentLength: Int?
    private var isChunked = false
    private var closes = false
    private(set) var expectsContinue = false

    init(isHTTP10: Bool, bodyLimit: Int) {
        self.isHTTP10 = isHTTP10
        self.bodyLimit = bodyLimit
    }

    /// HTTP/1.0 connections carry one request: what its clients meant by `keep-alive` was never written down well
    /// (RFC 9112 appendix C.2.2).
    var keepsAlive: Bool { !closes && !isHTTP10 }

    /// Called for each field in turn; `entry` counts from `base` in `span`.
    @inline(__always)
    mutating func judge(_ entry: HTTPFields.Entry, in span: borrowing Span<UInt8>, base: Int) throws(HeadStop) {
        let value = (entry.value.lowerBound &+ base)..<(entry.value.upperBound &+ base)
        // Most names are none of these by their length.
        switch entry.print.length {
        case 4 where entry.print == .host: hosts &+= 1
        case 6 where entry.print == .expect: try readExpect(span.extracting(value))
        case 10 where entry.print == .connection: readConnection(span.extracting(value))
        case 14 where entry.print == .contentLength: try readContentLength(span.extracting(value))
        // A fingerprint holds sixteen bytes and this name has one more, its first.
        case 17 where entry.print == .transferEncoding && span[entry.name.lowerBound &+ base].lowercased == 0x74:
            try readTransferEncoding(span.extracting(value))
        default: break
        }
    }

    /// The verdict, once every field has been judged.
    func framing() throws(HeadStop) -> RequestHead.Framing {
        guard hosts == 1 || hosts == 0 && isHTTP10 else { throw .refused(.badRequest) }
        if isChunked {
            // Both framings, or chunks from a client of a version without them: smuggling (RFC 9112 §6.1).
            guard contentLength == nil, !isHTTP10 else { throw .refused(.badRequest) }
            return .chunked
        }
        guard let contentLength, contentLength > 0 else { return .none }
        guard contentLength <= bodyLimit else { throw .refused(.contentTooLarge) }
        return .length(contentLength)
    }

    private mutating func readConnection(_ value: borrowing Span<UInt8>) {
        for option in ListOptions(value) where option == .close {
            closes = true
        }
    }

    /// `1*DIGIT`, once (RFC 9110 §8.6).
    private mutating func readContentLength(_ value: borrowing Span<UInt8>) throws(HeadStop) {
        guard contentLength == nil, 1...Self.lengthDigits ~= value.count else { throw .refused(.badRequest) }
        var length = 0
        for index in value.indices {
            let digit = value[index] &- 0x30
            guard digit < 10 else { throw .refused(.badRequest) }
            length = length &* 10 &+ Int(digit)
        }
        contentLength = length
    }

    /// `chunked`, once and last, is the only coding that is understood here. Without it at the end nobody can tell where
    /// the body ends (RFC 9112 §6.3); before it may stand codings that are merely unknown (§6.1).
    private mutating func readTransferEncoding(_ value: borrowing Span<UInt8>) throws(HeadStop) {
        let codings = Array(ListOptions(value))
        guard !isChunked, codings.last == .chunked, !codings.dropLast().contains(.chunked) else {
            throw .refused(.badRequest)
        }
        guard codings.count == 1 else { throw .refused(.notImplemented) }
        isChunked = true
    }

    /// `100-continue` is the only expectation there is (RFC 9110 §10.1.1).
    private mutating func readExpect(_ value: borrowing Span<UInt8>) throws(HeadStop) {
        // HTTP/1.0 knows no expectations: they are ignored.
        if isHTTP10 { return }
        guard FieldPrint(value) == .continue100 else { throw .refused(.expectationFailed) }
        expectsContinue = true
    }

    /// Digits that always fit an `Int`.
    private static let lengthDigits = 18
}

/// The elements of a comma-separated value (RFC 9110 §5.6.1), each as its fingerprint; empty ones are left out.
private struct ListOptions: Sequence {
    private let options: [FieldPrint]

    init(_ value: borrowing Span<UInt8>) {
        var options: [FieldPrint] = []
        var start = 0
        while start < value.count {
            var end = start
            while end < value.count, value[end] != 0x2c { end &+= 1 }
            var (first, last) = (start, end)
            while first < last, value[first].isBlank { first &+= 1 }
            while last > first, value[last &- 1].isBlank { last &-= 1 }
            if first < last { options.append(FieldPrint(value.extracting(first..<last))) }
            start = end &+ 1
        }
        self.options = options
    }

    func makeIterator() -> some IteratorProtocol<FieldPrint> { options.makeIterator() }
}

extension FieldPrint {
    fileprivate static let host = FieldPrint("host".utf8)
    fileprivate static let connection = FieldPrint("connection".utf8)
    fileprivate static let contentLength = FieldPrint("content-length".utf8)
    fileprivate static let transferEncoding = FieldPrint("transfer-encoding".utf8)
    fileprivate static let expect = FieldPrint("expect".utf8)
    fileprivate static let close = FieldPrint("close".utf8)
    fileprivate static let chunked = FieldPrint("chunked".utf8)
    fileprivate static let continue100 = FieldPrint("100-continue".utf8)

    fileprivate init(_ bytes: borrowing Span<UInt8>) {
        self.init()
        for index in bytes.indices { append(bytes[index]) }
    }
}
