internal import HTTP

/// The head of an answer while its lines come. A head that follows another, after a 1xx, takes its place.
struct OutboundHead {
    private(set) var fields = HTTPFields()
    private(set) var isTooLarge = false
    private var size = 0

    /// `line`: with or without its end.
    mutating func take(_ line: [UInt8]) {
        size += line.count
        isTooLarge = isTooLarge || size > Self.limit
        if line.starts(with: "HTTP/".utf8) { fields = HTTPFields() }
        guard !isTooLarge, let colon = line.firstIndex(of: 0x3a),
            let name = HTTPFieldName(String(decoding: line[..<colon], as: UTF8.self))
        else { return }
        let value = line[(colon + 1)...].drop(while: \.isSpace)
        let end = value.lastIndex { !$0.isSpace }.map { $0 + 1 } ?? value.startIndex
        fields.append(name, String(decoding: value[..<end], as: UTF8.self))
    }

    /// Bytes of all heads of one answer.
    private static let limit = 64 << 10
}

extension UInt8 {
    fileprivate var isSpace: Bool { self == 0x20 || self == 0x09 || self == 0x0d || self == 0x0a }
}
