public import JSON

/// A JSON Schema (draft 2020-12), ready to check values.
///
/// A schema is compiled once; a check reads neither files nor the network, never waits, and ends after a bounded number
/// of steps, whatever the schema and the value are.
public struct Schema: Sendable {
    private let program: SchemaProgram

    /// - Throws: what is wrong in `json`, or in a document that it refers to.
    public init(_ json: JSONValue, settings: SchemaSettings = SchemaSettings()) throws(SchemaError) {
        program = try SchemaCompiler.program(of: json, settings)
    }

    /// Whether nothing is wrong with `value`.
    public func accepts(_ value: JSONValue) -> Bool {
        var evaluator = Evaluator(program)
        return evaluator.accepts(value)
    }

    /// What is wrong with `value`, the first few mistakes of it; empty when nothing is.
    public func violations(in value: JSONValue) -> [Violation] {
        var evaluator = Evaluator(program)
        if evaluator.accepts(value) { return [] }
        return evaluator.isExhausted ? [.tooComplex] : Evaluator.violations(in: value, of: program)
    }
}
