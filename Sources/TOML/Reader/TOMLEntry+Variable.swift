extension TOMLEntry {
    /// Whether an array is written here. What a variable holds is one where it begins with a bracket.
    public var isArray: Bool {
        switch value {
        case .array: true
        case .string(let text) where place.variable != nil: text.hasPrefix("[")
        default: false
        }
    }

    /// What a variable holds, as an array: one of TOML, or words between commas. `nil` when that has been noted.
    func listed(_ text: String) -> [TOMLNode]? {
        guard text.hasPrefix("[") else {
            return text.split(separator: ",")
                .map { word in String(word).trimmed }
                .filter { !$0.isEmpty }
                .map { TOMLNode(.string($0), at: place.range, from: place.variable) }
        }
        let document = TOMLDocument("list = \(text)")
        guard document.problems.isEmpty, case .array(let nodes) = document.root["list"]?.value,
            document.root.members.count == 1
        else {
            refuse("must be an array as in TOML, or words between commas")
            return nil
        }
        return nodes.map { $0.moved(to: place.variable) }
    }
}

extension TOMLNode {
    /// The same value, all of which comes from a variable.
    fileprivate func moved(to variable: String?) -> TOMLNode {
        switch value {
        case .array(let nodes): TOMLNode(.array(nodes.map { $0.moved(to: variable) }), at: 0..<0, from: variable)
        case .table(let table):
            TOMLNode(
                .table(
                    TOMLMembers(
                        table.members.map {
                            TOMLMembers.Member(key: TOMLKey($0.key.name), node: $0.node.moved(to: variable))
                        }
                    )
                ),
                at: 0..<0,
                from: variable
            )
        default: TOMLNode(value, at: 0..<0, from: variable)
        }
    }
}

extension String {
    /// Without blanks at its ends.
    fileprivate var trimmed: String {
        let start = drop { $0 == " " }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }
}
