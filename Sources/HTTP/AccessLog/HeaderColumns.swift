internal import JSON
internal import Telemetry

/// How header fields stand in the access log: left out, without their value, or whole. Remembers what it has found out
/// about a name, and how its last value looked, since clients send the same ones again and again.
///
/// All that is remembered lies in one block, a place for each name, so that using it counts no references.
struct HeaderColumns {
    enum Value { case excluded, redacted, url, whole }

    /// A name that fits into its place.
    private struct Column {
        let print: FieldPrint
        let value: Value
        /// Bytes at the beginning of its place that stand before a value.
        let prefix: Int
        /// Bytes of its place that are a line's; 0 when none are remembered.
        let text: Int
    }

    private let excluded: Set<HTTPFieldName>
    private let redacted: Set<HTTPFieldName>
    private var known = [Column?](repeating: nil, count: Self.size)
    private var texts: [UInt8] = []

    init(_ settings: AccessLogSettings) {
        excluded = Set(settings.excludedHeaders)
        redacted = Set(settings.redactedHeaders)
    }

    /// Appends the only field of its name.
    mutating func append(_ entry: HTTPFields.Entry, of fields: HTTPFields, to line: inout TextOutput) {
        let (place, isKnown) = place(of: entry, in: fields)
        if isKnown, appendLast(of: place, fields.bytes.span.extracting(entry.value), to: &line) { return }
        let value = fields.bytes[entry.value]
        let heading = isKnown ? remembered(at: place) : heading(fields.bytes[entry.name])
        var text = TextOutput()
        heading.append(first: value, to: &text)
        text.append(verbatim: "\"]")
        if heading.value != .excluded { line.append(text.text.span) }
        remember(heading, entry.print, as: text.text, of: value, at: place)
    }

    /// What stands before and for the values of the name of `entry`.
    func heading(of entry: HTTPFields.Entry, in fields: HTTPFields) -> Heading {
        let (place, isKnown) = place(of: entry, in: fields)
        return isKnown ? remembered(at: place) : heading(fields.bytes[entry.name])
    }

    private func remembered(at place: Int) -> Heading {
        guard let column = known[place] else { return Heading(text: [], value: .excluded) }
        let start = place * Self.placeSize
        return Heading(text: Array(texts[start..<start + column.prefix]), value: column.value)
    }

    private func heading(_ name: ArraySlice<UInt8>) -> Heading {
        let text = String(decoding: name.map(\.lowercased), as: UTF8.self)
        let value: Value =
            switch HTTPFieldName(text) {
            case let name? where excluded.contains(name): .excluded
            case let name? where redacted.contains(name): .redacted
            case _ where SecretNames.isSecret(header: text): .redacted
            case _ where SecretNames.isURL(header: text): .url
            default: .whole
            }
        // A name is a token: it holds nothing that JSON would escape.
        return Heading(text: Array("\(Self.begin)\(text)\":[\"".utf8), value: value)
    }

    /// Appends the name with `value`, if it is excluded, or looks as the last one did.
    ///
    /// - Returns: whether that was so.
    private func appendLast(of place: Int, _ value: Span<UInt8>, to line: inout TextOutput) -> Bool {
        guard let column = known[place] else { return false }
        let start = place &* Self.placeSize
        switch column.value {
        case .excluded: return true
        // What is redacted looks alike.
        case .redacted: break
        case .url, .whole:
            guard column.text == column.prefix + value.count + 2 else { return false }
            let last = texts.span.extracting(start + column.prefix..<start + column.text - 2)
            guard last.holdsSame(as: value) else { return false }
        }
        guard column.text > 0 else { return false }
        line.append(texts.span.extracting(start..<start + column.text))
        return true
    }

    /// A value that is not shown as it came is worked out each time: another may look like it.
    private mutating func remember(
        _ heading: Heading,
        _ print: FieldPrint,
        as text: ArraySlice<UInt8>,
        of value: ArraySlice<UInt8>,
        at place: Int
    ) {
        let prefix = heading.text.count
        guard prefix <= Self.placeSize else { return }
        if texts.isEmpty { texts = [UInt8](repeating: 0, count: Self.size * Self.placeSize) }
        let isSame = heading.value == .redacted || text.dropFirst(prefix).dropLast(2) == value
        let kept = isSame && text.count <= Self.placeSize ? text : heading.text[...]
        for (offset, byte) in kept.enumerated() { texts[place * Self.placeSize + offset] = byte }
        let count = kept.count == prefix ? 0 : kept.count
        known[place] = Column(print: print, value: heading.value, prefix: prefix, text: count)
    }

    /// Where the name of `entry` is known, or is to be.
    private func place(of entry: HTTPFields.Entry, in fields: HTTPFields) -> (index: Int, isKnown: Bool) {
        let print = entry.print
        let first = print.place
        for offset in 0..<Self.neighbours {
            let place = (first + offset) & (Self.size - 1)
            guard let column = known[place] else { return (place, false) }
            if column.print == print, print.isWhole || isName(at: place, fields.bytes.span.extracting(entry.name)) {
                return (place, true)
            }
        }
        return (first & (Self.size - 1), false)
    }

    private func isName(at place: Int, _ name: Span<UInt8>) -> Bool {
        let start = place * Self.placeSize + Self.begin.utf8.count
        for index in name.indices where name[index].lowercased != texts[start + index] { return false }
        return true
    }

    fileprivate static var begin: String { ",\"http.request.header." }
    /// Names that are remembered; a power of two.
    private static let size = 64
    /// Places where a name may stand. Where all are taken, it takes the first.
    private static let neighbours = 4
    /// Bytes of a name and a value that are remembered, with all that stands around them.
    private static let placeSize = 256
}

extension HeaderColumns {
    struct Heading {
        /// `,"http.request.header.accept":["`
        let text: [UInt8]
        let value: Value

        /// Appends the name with the first of its values.
        func append(first value: ArraySlice<UInt8>, to line: inout TextOutput) {
            line.append(text.span)
            append(next: value, to: &line)
        }

        /// Appends one value.
        func append(next value: ArraySlice<UInt8>, to line: inout TextOutput) {
            switch self.value {
            case .excluded: break
            case .redacted: line.append(verbatim: SecretNames.redacted)
            case .url: line.append(clipped: SecretNames.masked(uri: String(decoding: value, as: UTF8.self)))
            case .whole: line.append(clipped: SecretNames.masked(value: value))
            }
        }
    }
}

extension TextOutput {
    /// Bytes of one value that are shown.
    static var valueLimit: Int { 1024 }

    /// Appends `text` as the inside of a JSON string, and no more of it than the limit of a value.
    mutating func append(clipped text: ArraySlice<UInt8>) {
        guard text.count > Self.valueLimit else { return VisibleText.append(text, to: &self) }
        VisibleText.append(text.prefix(Self.valueLimit), to: &self)
        append(verbatim: "…")
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
