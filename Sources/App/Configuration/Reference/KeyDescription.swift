import JSON

/// What there is to say of one key of `config.toml`. It stands beside the code that reads the key; from it come
/// `check --explain`, the JSON Schema and the tables of the documentation.
struct KeyDescription: Sendable, Equatable {
    /// What holds when the key is left out.
    enum Default: Sendable, Equatable {
        /// There is none: the feature is off, or nothing is said.
        case unset
        /// There must be one, when the table is there and not switched off.
        case required
        case value(JSONValue)
        /// It follows from something else, in Markdown.
        case said(String)
    }

    let name: String
    let type: ValueType
    let standard: Default
    /// In Markdown, with links as the page of the configuration has them. No capital letter at the start.
    let meaning: String
    /// A value to begin with, for keys whose default shows none.
    let example: JSONValue?

    static func key(
        _ name: String,
        _ type: ValueType,
        _ standard: Default,
        _ meaning: String,
        example: JSONValue? = nil
    ) -> Self {
        Self(name: name, type: type, standard: standard, meaning: meaning, example: example)
    }

    /// One that belongs elsewhere.
    static func misplaced(_ name: String, _ type: ValueType) -> Self {
        .key(name, type, .unset, "stands in the wrong table")
    }
}

extension KeyDescription {
    /// The default in Markdown; `nil` when there is none.
    var standardText: String? {
        switch standard {
        case .unset: nil
        case .required: "required"
        case .value(let value): "`\(value.tomlText)`"
        case .said(let words): words
        }
    }
}

extension KeyDescription.Default: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral
{
    init(stringLiteral value: String) { self = .value(.string(value)) }
    init(integerLiteral value: Int) { self = .value(.int(value)) }
    init(floatLiteral value: Double) { self = .value(.double(value)) }
    init(booleanLiteral value: Bool) { self = .value(.bool(value)) }
    init(arrayLiteral elements: JSONValue...) { self = .value(.array(elements)) }
}
