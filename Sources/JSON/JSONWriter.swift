extension JSONValue {
    /// Appends the value as compact JSON text in UTF-8.
    ///
    /// Escapes only what must be (`"`, `\` and control characters below U+0020). A `Double` is written with the fewest
    /// digits that read back as the same, and `null` stands for one that is not finite (RFC 8259 §6).
    public func write(to bytes: inout [UInt8]) {
        var output = TextOutput(behind: &bytes)
        write(to: &output)
        output.finish(into: &bytes)
    }

    /// The value as compact JSON text in UTF-8.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
    /// The value as compact JSON text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The same, behind what is being written.
    public func write(to output: inout TextOutput) {
        switch self {
        case .null: output.append(verbatim: "null")
        case .bool(let value): output.append(verbatim: value ? "true" : "false")
        case .int(let value): output.append(value)
        case .double(let value): output.append(verbatim: value.isFinite ? value.description : "null")
        case .digits(let text): output.append(verbatim: text)
        case .string(let text): output.append(quoted: text)
        case .array(let values): output.append(values)
        case .object(let object): object.write(to: &output)
        }
    }
}

extension JSONObject {
    /// Appends the object as compact JSON text in UTF-8.
    public func write(to bytes: inout [UInt8]) {
        var output = TextOutput(behind: &bytes)
        write(to: &output)
        output.finish(into: &bytes)
    }

    fileprivate func write(to output: inout TextOutput) {
        let members = members.span
        if members.isEmpty { output.append(UInt8(ascii: "{")) }
        for index in members.indices {
            let prefix = index == 0 ? UInt8(ascii: "{") : UInt8(ascii: ",")
            output.append(quoted: members[index].key, prefix: prefix, suffix: UInt8(ascii: ":"))
            members[index].value.write(to: &output)
        }
        output.append(UInt8(ascii: "}"))
    }
}

extension TextOutput {
    fileprivate mutating func append(_ values: [JSONValue]) {
        let values = values.span
        append(UInt8(ascii: "["))
        for index in values.indices {
            if index > 0 { append(UInt8(ascii: ",")) }
            values[index].write(to: &self)
        }
        append(UInt8(ascii: "]"))
    }
}
