/// The keys of a mapping, as they come. `<<` takes over those of other mappings, where it has none of its own.
struct YAMLMapping {
    private var members: [TOMLMembers.Member] = []
    private var keys: [TOMLKey: Int] = [:]
    private var others: [TOMLMembers] = []
    private var mergeKey: TOMLKey?
    private(set) var size = 1
    private(set) var height = 0
    private(set) var firstKey: Range<Int>?

    mutating func key(_ event: YAMLEvent, in composer: inout YAMLComposer) throws(YAMLFlaw) -> TOMLKey {
        guard case .scalar(let name, let isPlain) = event.kind else {
            throw YAMLFlaw(event.range, "a key must be a word")
        }
        if event.anchor != nil { _ = try composer.part(event, depth: 0) }
        let key = TOMLKey(name, at: event.range)
        if firstKey == nil { firstKey = event.range }
        let first = keys[key]
        if let first {
            let line = composer.line(first)
            try composer.note(
                YAMLFlaw(event.range, "'\(name)' is already defined", suggestion: "first on line \(line)")
            )
        }
        keys[key] = first ?? event.range.lowerBound
        if isPlain, name == "<<" { mergeKey = key }
        return key
    }

    /// A key without a value, or with null, is left out.
    mutating func add(
        _ part: YAMLComposer.Part,
        at key: TOMLKey,
        in composer: inout YAMLComposer
    ) throws(YAMLFlaw) {
        size += part.size + 1
        height = max(height, part.height)
        if key == mergeKey, key.range == mergeKey?.range { return try merge(part, at: key, in: &composer) }
        guard let node = part.node, keys[key] == key.range.lowerBound else { return }
        if case .table(let table) = node.value {
            members.append(TOMLMembers.Member(key: key, node: TOMLNode(.table(table), at: key.range)))
        } else {
            members.append(TOMLMembers.Member(key: key, node: node))
        }
    }

    private mutating func merge(
        _ part: YAMLComposer.Part,
        at key: TOMLKey,
        in composer: inout YAMLComposer
    ) throws(YAMLFlaw) {
        let nodes: [TOMLNode?] = if case .array(let nodes) = part.node?.value { nodes } else { [part.node] }
        for node in nodes {
            if case .table(let members) = node?.value {
                others.append(members)
            } else {
                try composer.note(YAMLFlaw(node?.range ?? key.range, "'<<' takes a mapping, or a list of them"))
            }
        }
    }

    /// With what other mappings have; of two that have a key, the first holds.
    var merged: TOMLMembers {
        var all = members
        var known = Set(keys.keys)
        for member in others.flatMap(\.members) where known.insert(member.key).inserted { all.append(member) }
        return TOMLMembers(all)
    }
}
