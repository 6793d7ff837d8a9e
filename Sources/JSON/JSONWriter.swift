extension JSONValue {
    /// Appends the value as compact JSON text in UTF-8.
    ///
    /// Escapes only what must be (`"`, `\` and control characters below U+0020). A `Double` is written with the fewest
    /// digits that read back as the same, and `null` stands for one that is not finite (RFC 8259 §6).
    public func write(to bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): bytes.append(contentsOf: value.description.utf8)
        case .double(let value): bytes.append(contentsOf: (value.isFinite ? value.description : "null").utf8)
        case .digits(let text): bytes.append(contentsOf: text.utf8)
        case .string(let text): bytes.append(quoted: text)
        case .array(let values): bytes.append(values)
        case .object(let object): object.write(to: &bytes)
        }
    }

    /// The value as compact JSON text in UTF-8.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
    /// The value as compact JSON text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension JSONObject {
    /// Appends the object as compact JSON text in UTF-8.
    public func write(to bytes: inout [UInt8]) {
        var separator = UInt8(ascii: "{")
        for member in members {
            bytes.append(separator)
            bytes.append(quoted: member.key)
            bytes.append(UInt8(ascii: ":"))
            member.value.write(to: &bytes)
            separator = UInt8(ascii: ",")
        }
        if isEmpty { bytes.append(separator) }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ values: [JSONValue]) {
        var separator = UInt8(ascii: "[")
        for value in values {
            append(separator)
            value.write(to: &self)
            separator = UInt8(ascii: ",")
        }
        if values.isEmpty { append(separator) }
        append(UInt8(ascii: "]"))
    }

    fileprivate mutating func append(quoted text: String) {
        append(UInt8(ascii: "\""))
        let span = text.utf8.span
        if span.plainEnd(from: 0) == span.count {
            append(contentsOf: text.utf8)
        } else {
            append(escaping: span)
        }
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaping text: Span<UInt8>) {
        var index = 0
        while true {
            let end = text.plainEnd(from: index)
            append(text.extracting(index..<end))
            guard end < text.count else { return }
            append(escaped: text[end])
            index = end + 1
        }
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
            append(contentsOf: byte < 0x10 ? "u000".utf8 : "u001".utf8)
            append(UInt8(ascii: "0") + byte % 16 + (byte % 16 > 9 ? 39 : 0))
        }
    }
}
