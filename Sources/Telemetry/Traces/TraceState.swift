/// What systems on the way of a trace note for themselves: `rojo=00f067aa0ba902b7,tenant@congo=t61` (W3C Trace Context
/// §3.3). It is handed on as it came, or not at all.
enum TraceState {
    /// Entries.
    static let limit = 32
    /// Bytes.
    static let size = 512

    static func isValid(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard 1...size ~= bytes.count else { return false }
        let entries = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard entries.count <= limit else { return false }
        var keys: Set<ArraySlice<UInt8>> = []
        for entry in entries.map(\.trimmed) where !entry.isEmpty {
            guard let sign = entry.firstIndex(of: UInt8(ascii: "=")), isKey(entry[..<sign]),
                isValue(entry[entry.index(after: sign)...]), keys.insert(entry[..<sign]).inserted
            else { return false }
        }
        return !keys.isEmpty
    }

    /// `vendor`, or `tenant@vendor`.
    private static func isKey(_ key: ArraySlice<UInt8>) -> Bool {
        let parts = key.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return isName(parts[0], most: 256) && parts[0].first?.isLetter == true
        case 2: return isName(parts[0], most: 241) && isName(parts[1], most: 14) && parts[1].first?.isLetter == true
        default: return false
        }
    }

    private static func isName(_ name: ArraySlice<UInt8>, most limit: Int) -> Bool {
        guard let first = name.first, name.count <= limit, first.isLetter || first.isDigit else { return false }
        return name.allSatisfy { $0.isLetter || $0.isDigit || "_-*/".utf8.contains($0) }
    }

    private static func isValue(_ value: ArraySlice<UInt8>) -> Bool {
        guard 1...256 ~= value.count, value.last != 0x20 else { return false }
        return value.allSatisfy { 0x20...0x7e ~= $0 && $0 != UInt8(ascii: "=") }
    }
}

extension ArraySlice<UInt8> {
    /// Without the blanks around it.
    fileprivate var trimmed: Self {
        var rest = drop { $0 == 0x20 || $0 == 0x09 }
        while rest.last == 0x20 || rest.last == 0x09 { rest.removeLast() }
        return rest
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { 0x61...0x7a ~= self }
    fileprivate var isDigit: Bool { 0x30...0x39 ~= self }
}
