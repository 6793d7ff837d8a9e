/// Names and values of a query or of a form (`application/x-www-form-urlencoded`).
struct FormFields: Sendable, Equatable {
    private var fields: [(name: String, value: String)] = []

    init(_ fields: [(String, String)]) { self.fields = fields }

    /// `nil` for escapes that are none and for bytes that are not UTF-8.
    init?(parsing text: String) {
        for part in text.split(separator: "&") {
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.unescaped(pair[0]), let value = Self.unescaped(pair.count > 1 ? pair[1] : "") else {
                return nil
            }
            fields.append((name, value))
        }
    }

    /// Whether a name comes twice, so that whoever reads the first and whoever reads the last see different things.
    var isAmbiguous: Bool { Set(fields.map(\.name)).count < fields.count }

    subscript(name: String) -> String? { fields.first { $0.name == name }?.value }

    mutating func append(_ name: String, _ value: String?) {
        if let value { fields.append((name, value)) }
    }

    var text: String {
        fields.map { "\(FormText.escaped($0.name))=\(FormText.escaped($0.value))" }.joined(separator: "&")
    }

    static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.fields.elementsEqual(rhs.fields) { $0.name == $1.name && $0.value == $1.value }
    }

    private static func unescaped(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): bytes.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2)
                guard digits.count == 2, digits.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") }),
                    let value = UInt8(Substring(digits), radix: 16)
                else { return nil }
                bytes.append(value)
                rest = rest.dropFirst(2)
            default: bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
