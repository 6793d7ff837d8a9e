internal import JSON
internal import Pattern

extension SchemaCompiler {
    /// The keywords of the vocabulary for validation, the cheap ones first.
    func addAssertions(_ node: inout SchemaNode, _ reader: inout KeywordReader) throws(SchemaError) {
        try addType(&node, reader)
        if let value = reader.object["const"] { node.keywords.append(.constant(Choices([value]))) }
        if let value = reader.object["enum"] {
            guard let values = value.array else { throw reader.wrong("enum", "an array") }
            node.keywords.append(.choice(Choices(values)))
        }
        try addNumeric(&node, reader)
        if let count = try reader.count("minLength") { node.keywords.append(.minLength(count)) }
        if let count = try reader.count("maxLength") { node.keywords.append(.maxLength(count)) }
        if let text = try reader.text("pattern") {
            let pattern = try Self.pattern(text, at: reader.place + "/pattern")
            node.keywords.append(.pattern(pattern, text))
        }
        if let count = try reader.count("minItems") { node.keywords.append(.minItems(count)) }
        if let count = try reader.count("maxItems") { node.keywords.append(.maxItems(count)) }
        if try reader.flag("uniqueItems") { node.keywords.append(.uniqueItems) }
        if let count = try reader.count("minProperties") { node.keywords.append(.minProperties(count)) }
        if let count = try reader.count("maxProperties") { node.keywords.append(.maxProperties(count)) }
        if let names = try reader.names("required"), !names.isEmpty { node.keywords.append(.required(names)) }
        try addDependencies(&node, reader)
    }

    private func addType(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        guard let value = reader.object["type"] else { return }
        var names: [String] = []
        if let name = value.string { names = [name] } else { names = try reader.names(value, "type") }
        node.types = []
        for name in names {
            guard let types = JSONTypes(named: name) else { throw reader.wrong("type", "the name of a type") }
            node.types.formUnion(types)
        }
    }

    private func addNumeric(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        if let bound = try reader.number("minimum") { node.keywords.append(.minimum(bound)) }
        if let bound = try reader.number("maximum") { node.keywords.append(.maximum(bound)) }
        if let bound = try reader.number("exclusiveMinimum") { node.keywords.append(.exclusiveMinimum(bound)) }
        if let bound = try reader.number("exclusiveMaximum") { node.keywords.append(.exclusiveMaximum(bound)) }
        if let number = try reader.number("multipleOf") {
            guard let divisor = Decimal.Divisor(number.decimal) else {
                throw reader.wrong("multipleOf", "a number above zero of at most 19 digits")
            }
            node.keywords.append(.multiple(number, divisor))
        }
    }

    private func addDependencies(_ node: inout SchemaNode, _ reader: KeywordReader) throws(SchemaError) {
        guard let value = reader.object["dependentRequired"] else { return }
        guard let table = value.object else { throw reader.wrong("dependentRequired", "an object") }
        var dependencies: [(String, [String])] = []
        for member in table.members {
            dependencies.append(
                (member.key, try reader.names(member.value, "dependentRequired/" + JSONPointer.escaped(member.key)))
            )
        }
        node.keywords.append(.dependentRequired(dependencies))
    }

    static func pattern(_ text: String, at place: String) throws(SchemaError) -> Pattern {
        do throws(PatternError) {
            return try Pattern(text, .ecma)
        } catch {
            throw SchemaError(.badPattern(error.reason), at: place)
        }
    }
}
