internal import JSON

/// Makes the program of a schema: an entry for each subschema, with references followed and expressions compiled.
struct SchemaCompiler {
    var index: SchemaIndex
    private var nodes: [SchemaNode] = []
    /// Whether a `$dynamicRef` has been met that depends on how it is reached.
    var isDynamic = false

    static func program(of json: JSONValue, _ settings: SchemaSettings) throws(SchemaError) -> SchemaProgram {
        var compiler = Self(index: SchemaIndex(settings))
        let root = try compiler.index.add(document: json, uri: "")
        // References found on the way bring in documents, and more subschemas with them.
        while compiler.nodes.count < compiler.index.sources.count {
            compiler.nodes.append(try compiler.node(at: compiler.nodes.count))
        }
        try ReferenceLoops.check(compiler.nodes)
        return SchemaProgram(
            nodes: compiler.nodes,
            root: root,
            dynamicAnchors: compiler.isDynamic ? compiler.index.resources.map(\.dynamicAnchors) : nil,
            settings: settings
        )
    }

    private init(index: SchemaIndex) { self.index = index }

    private mutating func node(at place: Int) throws(SchemaError) -> SchemaNode {
        let source = index.sources[place]
        var node = SchemaNode(resource: source.resource, place: index.name(of: source.location))
        switch source.json {
        case .bool(let isAllowed): node.isNever = !isAllowed
        case .object(let object):
            var reader = KeywordReader(object, source, node.place)
            try addReferences(&node, &reader)
            let vocabularies = index.resources[source.resource].vocabularies
            if vocabularies.contains(.validation) { try addAssertions(&node, &reader) }
            if index.settings.assertsFormats || vocabularies.contains(.formatAssertion) {
                if let name = try reader.text("format"), let format = Format(rawValue: name) {
                    node.keywords.append(.format(format))
                }
            }
            let counts = vocabularies.contains(.validation) ? try reader.contained() : (least: 1, most: nil)
            if vocabularies.contains(.applicator) { try addApplicators(&node, &reader, counts) }
            if vocabularies.contains(.unevaluated) { try addUnevaluated(&node, &reader) }
        default: break
        }
        return node
    }

    private mutating func addReferences(_ node: inout SchemaNode, _ reader: inout KeywordReader) throws(SchemaError) {
        if let reference = try reader.text("$ref") {
            let target = try index.target(of: reference, from: reader.source, at: reader.place + "/$ref")
            node.keywords.append(.reference(target))
        }
        if let reference = try reader.text("$dynamicRef") {
            let target = try index.target(of: reference, from: reader.source, at: reader.place + "/$dynamicRef")
            let anchor = URIReference(reference).fragment ?? ""
            if index.resources[index.sources[target].resource].dynamicAnchors[anchor] == target {
                node.keywords.append(.dynamicReference(anchor: anchor, target))
                isDynamic = true
            } else {
                node.keywords.append(.reference(target))
            }
        }
    }

    private func addUnevaluated(_ node: inout SchemaNode, _ reader: inout KeywordReader) throws(SchemaError) {
        if let items = try reader.subschema("unevaluatedItems", in: index) {
            node.keywords.append(.unevaluatedItems(items))
            node.collects = true
        }
        if let properties = try reader.subschema("unevaluatedProperties", in: index) {
            node.keywords.append(.unevaluatedProperties(properties))
            node.collects = true
        }
    }
}
