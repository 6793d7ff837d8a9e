internal import Pattern

extension SchemaCompiler {
    /// The keywords of the vocabulary for applying subschemas.
    func addApplicators(
        _ node: inout SchemaNode,
        _ reader: inout KeywordReader,
        _ contained: (least: Int, most: Int?)
    ) throws(SchemaError) {
        try addMembers(&node, reader)
        try addItems(&node, reader)
        if let child = try reader.subschema("contains", in: index) {
            node.keywords.append(.contains(child, least: contained.least, most: contained.most))
        }
        if let names = try reader.subschema("propertyNames", in: index) { node.keywords.append(.propertyNames(names)) }
        let dependent = try reader.subschemaTable("dependentSchemas", in: index)
        if !dependent.isEmpty { node.keywords.append(.dependentSchemas(dependent)) }
        try addLogic(&node, reader)
    }

    private func addMembers(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        let properties = try reader.subschemaTable("properties", in: index)
        let additional = try reader.subschema("additionalProperties", in: index)
        var patterns: [MemberRules.Family] = []
        for (key, child) in try reader.subschemaTable("patternProperties", in: index) {
            let pattern = try Self.pattern(key, at: reader.place + "/patternProperties")
            patterns.append(MemberRules.Family(pattern: pattern, node: child))
        }
        if properties.isEmpty, patterns.isEmpty, additional == nil { return }
        node.keywords.append(.members(MemberRules(PropertyTable(properties), patterns, additional)))
    }

    private func addItems(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        let first = try reader.subschemas("prefixItems", in: index) ?? []
        let rest = try reader.subschema("items", in: index)
        if first.isEmpty, rest == nil { return }
        node.keywords.append(.items(ItemRules(first: first, rest: rest)))
    }

    private func addLogic(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        if let children = try reader.subschemas("allOf", in: index) { node.keywords.append(.allOf(children)) }
        if let children = try reader.subschemas("anyOf", in: index) { node.keywords.append(.anyOf(children)) }
        if let children = try reader.subschemas("oneOf", in: index) { node.keywords.append(.oneOf(children)) }
        if let child = try reader.subschema("not", in: index) { node.keywords.append(.not(child)) }
        if let condition = try reader.subschema("if", in: index) {
            let (then, otherwise) = (try reader.subschema("then", in: index), try reader.subschema("else", in: index))
            node.keywords.append(.condition(condition, then: then, otherwise: otherwise))
        }
    }
}
