/// The header fields that a line of the access log leaves out, because it says the same anyway: the length of the body, and
/// what MCP repeats of its messages for those who read no bodies. Each only where it is there once and says just that; and of a
/// request that was refused, all of MCP's are shown, since it may have been for one that is missing.
struct SaidFields {
    /// A bit for each of the first fields.
    private var places: UInt64 = 0

    init(_ record: borrowing AccessRecord) {
        if record.method != nil { note(record.fields.place(of: .contentLength, saying: String(record.bodySize))) }
        guard let call = record.call, !record.isRefused else { return }
        note(record.fields.place(of: .mcpMethod, saying: call.method))
        note(record.fields.place(of: .mcpProtocolVersion, saying: call.revision))
        if let name = call.name { note(record.fields.place(of: .mcpName, saying: name)) }
    }

    func contains(_ index: Int) -> Bool { index < UInt64.bitWidth && places >> UInt64(index) & 1 == 1 }

    private mutating func note(_ index: Int?) {
        if let index, index < UInt64.bitWidth { places |= 1 << UInt64(index) }
    }
}

extension HTTPFields {
    /// Where the only field of `name` stands, if its value is `text`, byte for byte.
    fileprivate func place(of name: HTTPFieldName, saying text: String) -> Int? {
        guard case .at(let index) = place(of: name), holds(name, text) else { return nil }
        return index
    }
}
