extension TOMLDocument {
    /// Every value that is no table with its path, in the order of the document: `upstreams[2].url`. Elements of an array
    /// have paths of their own where they are tables.
    public var values: [(path: String, value: TOMLValue)] { nodes.map { ($0.path, $0.node.value) } }

    var nodes: [(path: String, node: TOMLNode)] {
        var nodes: [(path: String, node: TOMLNode)] = []
        root.collect(below: "", into: &nodes)
        return nodes
    }
}

extension TOMLMembers {
    fileprivate func collect(below path: String, into nodes: inout [(path: String, node: TOMLNode)]) {
        for member in members {
            let name = path.isEmpty ? member.key.name : "\(path).\(member.key.name)"
            member.node.collect(at: name, into: &nodes)
        }
    }
}

extension TOMLNode {
    fileprivate func collect(at path: String, into nodes: inout [(path: String, node: TOMLNode)]) {
        switch value {
        case .table(let members): members.collect(below: path, into: &nodes)
        case .array(let elements) where elements.contains(where: \.value.isTable):
            for (index, node) in elements.enumerated() { node.collect(at: "\(path)[\(index)]", into: &nodes) }
        default: nodes.append((path, self))
        }
    }
}

extension TOMLValue {
    fileprivate var isTable: Bool { if case .table = self { true } else { false } }

    /// As it could stand in a document, on one line.
    public var text: String {
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): "\(number)"
        case .float(let number): "\(number)"
        case .boolean(let truth): "\(truth)"
        case .date(let date): "\(date)"
        case .time(let time): "\(time)"
        case .dateTime(let date, let time): "\(date)T\(time)"
        case .offsetDateTime(let date, let time, let offset): "\(date)T\(time)\(Self.zone(offset))"
        case .array(let nodes): "[\(nodes.map(\.value.text).joined(separator: ", "))]"
        case .table: "{…}"
        }
    }

    /// `Z`, `-08:30`
    private static func zone(_ minutes: Int) -> String {
        guard minutes != 0 else { return "Z" }
        let time = TOMLTime(hour: abs(minutes) / 60, minute: abs(minutes) % 60).map { "\($0)" } ?? ""
        return (minutes < 0 ? "-" : "+") + time.dropLast(3)
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
