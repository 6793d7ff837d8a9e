/// A value that a variable of the environment gives to a key, whatever the document says.
public struct TOMLOverride: Sendable, Equatable {
    /// The names on the way to the key, outermost first.
    public let path: [String]
    public let text: String
    /// Where it comes from, for messages.
    public let variable: String

    public init(_ path: [String], _ text: String, from variable: String) {
        self.path = path
        self.text = text
        self.variable = variable
    }
}

extension TOMLDocument {
    /// The document with other values, of which the last holds. A table on the way that is not there is made.
    public func overridden(by overrides: [TOMLOverride]) -> TOMLDocument {
        var root = root
        var refused: [TOMLProblem] = []
        for override in overrides {
            if let changed = root.setting(override.path[...], to: override) {
                root = changed
            } else {
                let message = "'\(override.path.joined(separator: "."))' lies in what is no table"
                refused.append(source.problem(.error, from: override.variable, message))
            }
        }
        return TOMLDocument(root: root, problems: problems + refused, source: source)
    }

    /// The variables that gave keys their values, in the order of the tree.
    public var overrides: [(path: String, variable: String)] {
        nodes.compactMap { path, node in node.variable.map { (path, $0) } }
    }
}

extension TOMLMembers {
    /// `nil` where something else than a table stands in the way.
    fileprivate func setting(_ path: ArraySlice<String>, to override: TOMLOverride) -> TOMLMembers? {
        guard let name = path.first else { return nil }
        let old = members.first { $0.key == TOMLKey(name) }
        guard
            let node = old?.node.setting(path.dropFirst(), to: override)
                ?? (old == nil ? override.node(path.dropFirst()) : nil)
        else { return nil }
        let member = Member(key: old?.key ?? TOMLKey(name), node: node)
        return TOMLMembers(old == nil ? members + [member] : members.map { $0.key == member.key ? member : $0 })
    }
}

extension TOMLNode {
    fileprivate func setting(_ path: ArraySlice<String>, to override: TOMLOverride) -> TOMLNode? {
        guard !path.isEmpty else { return override.node([]) }
        guard case .table(let members) = value, let changed = members.setting(path, to: override) else { return nil }
        return TOMLNode(.table(changed), at: range, from: variable)
    }
}

extension TOMLOverride {
    /// The value, in the tables that `path` names.
    fileprivate func node(_ path: ArraySlice<String>) -> TOMLNode {
        guard let name = path.first else { return TOMLNode(.string(text), at: 0..<0, from: variable) }
        let member = TOMLMembers.Member(key: TOMLKey(name), node: node(path.dropFirst()))
        return TOMLNode(.table(TOMLMembers([member])), at: 0..<0, from: variable)
    }
}
