extension TextOutput {
    /// Appends `text` as a JSON string, between `prefix` and `suffix` where they are not 0.
    public mutating func append(quoted text: String, prefix: UInt8 = 0, suffix: UInt8 = 0) {
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
}
