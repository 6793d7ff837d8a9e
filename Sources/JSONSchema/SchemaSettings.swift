public import JSON

/// What a schema may refer to, and what it may cost.
public struct SchemaSettings: Sendable {
    /// Documents that a schema may refer to, by absolute URI without a fragment, beside itself and the metaschema of
    /// 2020-12. No other is ever looked for.
    public var documents: [String: JSONValue] = [:]
    /// Whether `format` is checked. As the draft has it (Validation §7.2), it only describes.
    public var assertsFormats = false
    /// Most subschemas, those of referenced documents included.
    public var subschemaLimit = 10_000
    /// Deepest nesting of schemas in the text, and of their application to a value.
    public var depthLimit = 512
    /// Most steps of one check. A step is the application of a subschema or the like, some 50 ns.
    public var stepLimit = 1_000_000
    /// Most mistakes that are reported.
    public var violationLimit = 10

    public init() {}
}
