/// A table that is being read, with the rules on who may add to it.
final class TOMLTree {
    enum Origin {
        /// Stands in a path, and may get its own header later.
        case implied
        case header
        /// Made by a dotted key below the header, or in the braces, of another table: only its keys add to this one.
        case dotted(by: ObjectIdentifier)
        case inline
    }
    private enum Content {
        case value(TOMLNode)
        case table(TOMLTree)
        case tables(Elements)
    }
    /// The tables of `[[name]]`.
    private final class Elements { var trees: [TOMLTree] = [] }

    let depth: Int
    private var origin: Origin
    private var entries: [(key: TOMLKey, content: Content)] = []
    private var indices: [TOMLKey: Int] = [:]

    init(depth: Int, origin: Origin) {
        self.depth = depth
        self.origin = origin
    }

    /// `key = node` in this table.
    func insert(_ node: TOMLNode, at key: [TOMLKey], in scanner: TOMLScanner) throws(TOMLFlaw) {
        guard let last = key.last else { return }
        var table = self
        for part in key.dropLast() { table = try table.dottedTable(part, owner: self, in: scanner) }
        guard table.content(last) == nil else { throw table.duplicate(last, in: scanner) }
        table.append(.value(node), at: last)
    }

    /// The table of `[key]`.
    func define(_ key: [TOMLKey], in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        guard let last = key.last else { return self }
        let parent = try path(to: key, in: scanner)
        guard let content = parent.content(last) else { return try parent.child(last, .header, in: scanner) }
        guard case .table(let table) = content, case .implied = table.origin else {
            throw parent.duplicate(last, in: scanner)
        }
        table.origin = .header
        return table
    }

    /// A new element of `[[key]]`.
    func extend(_ key: [TOMLKey], in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        guard let last = key.last else { return self }
        let parent = try path(to: key, in: scanner)
        guard parent.depth + 2 <= scanner.depthLimit else { throw scanner.tooDeep(at: last.range.lowerBound) }
        if parent.content(last) == nil { parent.append(.tables(Elements()), at: last) }
        guard case .tables(let elements) = parent.content(last) else { throw parent.duplicate(last, in: scanner) }
        let element = TOMLTree(depth: parent.depth + 2, origin: .header)
        elements.trees.append(element)
        return element
    }

    var members: TOMLMembers {
        TOMLMembers(
            entries.map { key, content in
                let value: TOMLNode =
                    switch content {
                    case .value(let node): node
                    case .table(let table): TOMLNode(.table(table.members), at: key.range)
                    case .tables(let elements):
                        TOMLNode(
                            .array(elements.trees.map { TOMLNode(.table($0.members), at: key.range) }),
                            at: key.range
                        )
                    }
                return TOMLMembers.Member(key: key, node: value)
            }
        )
    }

    private func path(to key: [TOMLKey], in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        var table = self
        for part in key.dropLast() { table = try table.headerTable(part, in: scanner) }
        return table
    }

    private func headerTable(_ key: TOMLKey, in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        switch content(key) {
        case nil: return try child(key, .implied, in: scanner)
        case .table(let table): return table
        case .tables(let elements):
            guard let last = elements.trees.last else { throw duplicate(key, in: scanner) }
            return last
        case .value: throw duplicate(key, in: scanner)
        }
    }

    private func dottedTable(_ key: TOMLKey, owner: TOMLTree, in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        guard let content = content(key) else {
            return try child(key, .dotted(by: ObjectIdentifier(owner)), in: scanner)
        }
        guard case .table(let table) = content, case .dotted(ObjectIdentifier(owner)) = table.origin else {
            throw duplicate(key, in: scanner)
        }
        return table
    }

    private func child(_ key: TOMLKey, _ origin: Origin, in scanner: TOMLScanner) throws(TOMLFlaw) -> TOMLTree {
        guard depth + 1 <= scanner.depthLimit else { throw scanner.tooDeep(at: key.range.lowerBound) }
        let table = TOMLTree(depth: depth + 1, origin: origin)
        append(.table(table), at: key)
        return table
    }

    private func content(_ key: TOMLKey) -> Content? { indices[key].map { entries[$0].content } }

    private func append(_ content: Content, at key: TOMLKey) {
        indices[key] = entries.count
        entries.append((key, content))
    }

    private func duplicate(_ key: TOMLKey, in scanner: TOMLScanner) -> TOMLFlaw {
        let first = indices[key].map { entries[$0].key.range.lowerBound } ?? 0
        let line = scanner.bytes[..<first].count { $0 == .lineFeed } + 1
        return TOMLFlaw(key.range, "'\(key.name)' is already defined", suggestion: "first on line \(line)")
    }
}
