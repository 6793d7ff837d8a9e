internal import Telemetry

/// How header fields stand in the access log: left out, without their value, or whole. Remembers what it has found out
/// about a name, and how its last value looked, since clients send the same ones again and again.
struct HeaderColumns {
    enum Value { case excluded, redacted, url, whole }

    /// One name, and the last of its values that is shown and not long.
    final class Column {
        let name: [UInt8]
        let value: Value
        /// `,"http.request.header.accept":["`
        let prefix: [UInt8]
        fileprivate let print: FieldPrint
        /// The value as it came, and all that stands in the line for it.
        fileprivate var last: [UInt8] = []
        fileprivate var lastText: [UInt8] = []

        fileprivate init(_ name: [UInt8], _ print: FieldPrint, _ value: Value, prefix: [UInt8]) {
            self.name = name
            self.print = print
            self.value = value
            self.prefix = prefix
        }
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
            if column.print == print, print.isWhole || column.isOf(name) { return column }
        }
        let column = make(name, print)
        known[place] = column
        return column
    }

    private func make(_ name: ArraySlice<UInt8>, _ print: FieldPrint) -> Column {
        let lower = name.map(\.lowercased)
        let text = String(decoding: lower, as: UTF8.self)
        let value: Value =
            switch HTTPFieldName(text) {
            case let name? where excluded.contains(name): .excluded
            case let name? where redacted.contains(name): .redacted
            case _ where SecretNames.isSecret(header: text): .redacted
            case _ where SecretNames.isURL(header: text): .url
            default: .whole
            }
        // A name is a token: it holds nothing that JSON would escape.
        return Column(lower, print, value, prefix: Array(",\"http.request.header.\(text)\":[\"".utf8))
    }

    /// Names that are remembered; a power of two.
    private static let size = 128
    /// Places where a name may stand. Where all are taken, it takes the first.
    private static let neighbours = 4
}

extension HeaderColumns.Column {
    /// The longest value that is remembered, bytes.
    private static let lastLimit = 256

    /// Appends the name with its only value.
    func append(_ value: ArraySlice<UInt8>, to line: inout [UInt8]) {
        if self.value == .excluded { return }
        if isLast(value) { return line.append(contentsOf: lastText) }
        var text = prefix
        append(whole: value, to: &text)
        text.append(contentsOf: [UInt8(ascii: "\""), UInt8(ascii: "]")])
        line.append(contentsOf: text)
        guard self.value == .redacted || value.count <= Self.lastLimit else { return }
        last = self.value == .redacted ? [] : Array(value)
        lastText = text
    }

    /// Whether the text of the last value is that of `value` too. What is redacted looks alike, and is not kept.
    private func isLast(_ value: ArraySlice<UInt8>) -> Bool {
        if lastText.isEmpty { return false }
        if self.value == .redacted { return true }
        let last = last
        return value.span.holdsSame(as: last.span)
    }

    /// Appends one value.
    func append(whole value: ArraySlice<UInt8>, to line: inout [UInt8]) {
        switch self.value {
        case .excluded: break
        case .redacted: line.append(contentsOf: SecretNames.redacted.utf8)
        case .url: line.append(clipped: SecretNames.masked(uri: String(decoding: value, as: UTF8.self)))
        case .whole: line.append(clipped: SecretNames.masked(value: value))
        }
    }

    fileprivate func isOf(_ other: ArraySlice<UInt8>) -> Bool {
        guard name.count == other.count else { return false }
        let other = other.span
        for index in name.indices where name[index] != other[index].lowercased { return false }
        return true
    }
}

extension [UInt8] {
    /// Bytes of one value that are shown.
    static let valueLimit = 1024

    /// Appends `text` as the inside of a JSON string, and no more of it than the limit of a value.
    mutating func append(clipped text: ArraySlice<UInt8>) {
        guard text.count > Self.valueLimit else { return VisibleText.append(text, to: &self) }
        VisibleText.append(text.prefix(Self.valueLimit), to: &self)
        append(contentsOf: "…".utf8)
    }
    mutating func append(clipped text: String) {
        guard text.utf8.count > Self.valueLimit else { return VisibleText.append(text, to: &self) }
        append(clipped: Array(text.utf8)[...])
    }
}

extension FieldPrint {
    /// Spreads names over a table.
    fileprivate var place: Int { Int(((low ^ high) &* 0x9e37_79b9_7f4a_7c15) >> 40) }
}
