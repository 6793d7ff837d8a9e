/// Puts together the tree that the events of a parser describe: aliases followed, merge keys merged, plain scalars resolved.
struct YAMLComposer {
    private let next: () throws(YAMLFlaw) -> YAMLEvent
    private let limits: YAMLLimits
    private let lineOf: (Int) -> Int
    /// What does not keep the rest from being read.
    private(set) var flaws: [YAMLFlaw] = []
    private var anchors: [String: Part] = [:]
    private var values = 0

    /// A value with what it costs to repeat it. `nil` for null.
    struct Part {
        let node: TOMLNode?
        var size = 1
        var height = 0
    }

    /// - Parameters:
    ///   - lineOf: the line of a byte, for messages.
    ///   - next: the parser.
    init(
        limits: YAMLLimits = YAMLLimits(),
        lineOf: @escaping (Int) -> Int = { _ in 0 },
        next: @escaping () throws(YAMLFlaw) -> YAMLEvent
    ) {
        self.limits = limits
        self.lineOf = lineOf
        self.next = next
    }

    /// The only document of the stream, whose keys are those of a table. An empty stream is an empty document.
    mutating func document() throws(YAMLFlaw) -> TOMLMembers {
        guard try next().kind == .document else { return TOMLMembers() }
        let event = try next()
        let root = try part(event, depth: 0)
        _ = try next()
        let after = try next()
        guard after.kind == .endOfStream else {
            throw YAMLFlaw(after.range, "a second document begins here", suggestion: "a configuration is one document")
        }
        guard let node = root.node else { return TOMLMembers() }
        guard case .table(let members) = node.value else {
            throw YAMLFlaw(event.range, "must be keys with values, such as 'server:'")
        }
        return members
    }

    mutating func part(_ event: YAMLEvent, depth: Int) throws(YAMLFlaw) -> Part {
        if case .alias(let name) = event.kind { return try repeated(name, event, depth: depth) }
        try count(1, at: event)
        var part: Part
        switch event.kind {
        case .mapping: part = try mapping(event, depth: depth + 1)
        case .sequence: part = try sequence(event, depth: depth + 1)
        case .scalar(let text, let isPlain): part = Part(node: scalar(text, isPlain: isPlain, event))
        default: throw YAMLFlaw(event.range, "a value is missing here")
        }
        if let anchor = event.anchor { anchors[anchor] = part }
        return part
    }

    mutating func note(_ flaw: YAMLFlaw) throws(YAMLFlaw) {
        flaws.append(flaw)
        if flaws.count >= limits.flaws { throw YAMLFlaw(flaw.range, "there is more, which is not shown") }
    }

    /// The line of a byte, for messages.
    func line(_ offset: Int) -> Int { lineOf(offset) }

    func take() throws(YAMLFlaw) -> YAMLEvent { try next() }

    /// What an anchor stands for, at the place of the alias.
    private mutating func repeated(_ name: String, _ event: YAMLEvent, depth: Int) throws(YAMLFlaw) -> Part {
        guard let part = anchors[name] else {
            throw YAMLFlaw(event.range, "there is no anchor '&\(name)' before this alias")
        }
        try count(part.size, at: event)
        guard depth + part.height <= limits.depth else { throw tooDeep(event) }
        guard let node = part.node else { return part }
        return Part(node: TOMLNode(node.value, at: event.range), size: part.size, height: part.height)
    }

    private mutating func count(_ size: Int, at event: YAMLEvent) throws(YAMLFlaw) {
        values += size
        guard values <= limits.values else {
            throw YAMLFlaw(event.range, "more than \(limits.values) values, those that aliases repeat included")
        }
    }

    private func tooDeep(_ event: YAMLEvent) -> YAMLFlaw {
        YAMLFlaw(event.range, "nested more than \(limits.depth) deep")
    }

    private mutating func sequence(_ start: YAMLEvent, depth: Int) throws(YAMLFlaw) -> Part {
        guard depth <= limits.depth else { throw tooDeep(start) }
        try expect(start, YAMLTag.sequence)
        var nodes: [TOMLNode] = []
        var (size, height) = (1, 0)
        var event = try next()
        while event.kind != .endOfSequence {
            let element = try part(event, depth: depth)
            if let node = element.node {
                nodes.append(node)
            } else {
                try note(YAMLFlaw(event.range, "an element of a list cannot be empty"))
            }
            size += element.size
            height = max(height, element.height)
            event = try next()
        }
        let range = start.range.lowerBound..<max(start.range.upperBound, event.range.upperBound)
        return Part(node: TOMLNode(.array(nodes), at: range), size: size, height: height + 1)
    }

    private mutating func mapping(_ start: YAMLEvent, depth: Int) throws(YAMLFlaw) -> Part {
        guard depth <= limits.depth else { throw tooDeep(start) }
        try expect(start, YAMLTag.mapping)
        var mapping = YAMLMapping()
        var event = try next()
        while event.kind != .endOfMapping {
            let key = try mapping.key(event, in: &self)
            let value = try part(try next(), depth: depth)
            try mapping.add(value, at: key, in: &self)
            event = try next()
        }
        let range = mapping.firstKey ?? start.range
        return Part(node: TOMLNode(.table(mapping.merged), at: range), size: mapping.size, height: mapping.height + 1)
    }

    private mutating func expect(_ event: YAMLEvent, _ tag: String) throws(YAMLFlaw) {
        guard let written = event.tag, written != tag, written != YAMLTag.none else { return }
        try note(YAMLTag.flaw(written, at: event.range))
    }

    private mutating func scalar(_ text: String, isPlain: Bool, _ event: YAMLEvent) -> TOMLNode? {
        do throws(YAMLFlaw) {
            return try YAMLTag.value(text, isPlain: isPlain, tag: event.tag, at: event.range)
                .map { TOMLNode($0, at: event.range) }
        } catch {
            flaws.append(error)
            return TOMLNode(.string(""), at: event.range)
        }
    }
}
