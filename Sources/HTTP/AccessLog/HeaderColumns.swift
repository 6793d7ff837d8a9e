/// How header fields stand in the access log: left out, without their value, or whole. Remembers what it has found out
/// about a name, since clients send the same ones again and again.
struct HeaderColumns {
    enum Value { case excluded, redacted, url, whole }

    struct Column {
        let name: [UInt8]
        let value: Value
        /// `,"http.request.header.accept":["`
        let prefix: [UInt8]
    }

    private let excluded: Set<HTTPFieldName>
    private let redacted: Set<HTTPFieldName>
    private var known = [Column?](repeating: nil, count: Self.size)

    init(_ settings: AccessLogSettings) {
        excluded = Set(settings.excludedHeaders)
        redacted = Set(settings.redactedHeaders)
    }

    /// `name`, as it was sent, with `print` as its fingerprint.
    mutating func column(_ name: ArraySlice<UInt8>, _ print: FieldPrint) -> Column {
        let first = print.place
        var place = first & (Self.size - 1)
        for offset in 0..<Self.neighbours {
            let next = (first + offset) & (Self.size - 1)
            guard let column = known[next] else {
                place = next
                break
            }
            if column.name.count == name.count, column.isOf(name) { return column }
        }
        let column = make(name)
        known[place] = column
        return column
    }

    private func make(_ name: ArraySlice<UInt8>) -> Column {
        let lower = name.map(\.lowercased)
        let text = String(decoding: lower, as: UTF8.self)
        let value: Value =
            switch HTTPFieldName(text) {
            case let name? where excluded.contains(name): .excluded
            case let name? where redacted.contains(name): .redacted
            case _ where SecretNames.isSecret(header: text): .redacted
            case _ where text == "referer": .url
            default: .whole
            }
        // A name is a token: it holds nothing that JSON would escape.
        return Column(name: lower, value: value, prefix: Array(",\"http.request.header.\(text)\":[\"".utf8))
    }

    /// Names that are remembered; a power of two.
    private static let size = 128
    /// Places where a name may stand. Where all are taken, it takes the first.
    private static let neighbours = 4
}

extension HeaderColumns.Column {
    fileprivate func isOf(_ other: ArraySlice<UInt8>) -> Bool {
        let other = other.span
        for index in name.indices where name[index] != other[index].lowercased { return false }
        return true
    }
}

extension FieldPrint {
    /// Spreads names over a table.
    fileprivate var place: Int { Int(((low ^ high) &* 0x9e37_79b9_7f4a_7c15) >> 40) }
}
