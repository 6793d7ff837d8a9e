extension TOMLDocument {
    /// Every value that is no table with its path, in the order of the document: `upstreams[2].url`. Elements of an array
    /// have paths of their own where they are tables.
    public var values: [(path: String, value: TOMLValue)] {
        var values: [(path: String, value: TOMLValue)] = []
        root.collect(below: "", into: &values)
        return values
    }
}

extension TOMLMembers {
    fileprivate func collect(below path: String, into values: inout [(path: String, value: TOMLValue)]) {
        for member in members {
            let name = path.isEmpty ? member.key.name : "\(path).\(member.key.name)"
            member.node.value.collect(at: name, into: &values)
        }
    }
}

extension TOMLValue {
    fileprivate func collect(at path: String, into values: inout [(path: String, value: TOMLValue)]) {
        switch self {
        case .table(let members): members.collect(below: path, into: &values)
        case .array(let nodes) where nodes.contains(where: \.value.isTable):
            for (index, node) in nodes.enumerated() { node.value.collect(at: "\(path)[\(index)]", into: &values) }
        default: values.append((path, self))
        }
    }

    private var isTable: Bool { if case .table = self { true } else { false } }

    /// As it could stand in a document, on one line.
    public var text: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .date, .time, .dateTime, .offsetDateTime: "\(self)"
        case .array(let nodes): "[\(nodes.map(\.value.text).joined(separator: ", "))]"
        case .table: "{…}"
        }
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.unicodeScalars.map { scalar in
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value):
                "\\u" + String(repeating: "0", count: scalar.value < 0x10 ? 3 : 2) + String(scalar.value, radix: 16)
            default: String(scalar)
            }
        }
        return "\"\(escaped.joined())\""
    }
}
