/// The tags of the core schema (YAML 1.2.2 §10.3); no others are understood.
enum YAMLTag {
    static let none = "!"
    static let sequence = "tag:yaml.org,2002:seq"
    static let mapping = "tag:yaml.org,2002:map"

    /// `nil` for null.
    static func value(
        _ text: String,
        isPlain: Bool,
        tag: String?,
        at range: Range<Int>
    ) throws(YAMLFlaw) -> TOMLValue? {
        switch tag {
        case nil where !isPlain, none, "tag:yaml.org,2002:str": return .string(text)
        case nil: return try resolved(text, at: range)
        default: break
        }
        let value = try resolved(text, at: range)
        switch (tag, value) {
        case ("tag:yaml.org,2002:null", nil), ("tag:yaml.org,2002:bool", .boolean), ("tag:yaml.org,2002:int", .integer),
            ("tag:yaml.org,2002:float", .float):
            return value
        case ("tag:yaml.org,2002:float", .integer(let number)): return .float(Double(number))
        default: throw flaw(tag ?? none, at: range)
        }
    }

    static func flaw(_ tag: String, at range: Range<Int>) -> YAMLFlaw {
        YAMLFlaw(range, "the tag '\(tag)' is not understood here", suggestion: "leave it out")
    }

    private static func resolved(_ text: String, at range: Range<Int>) throws(YAMLFlaw) -> TOMLValue? {
        switch YAMLScalar(text) {
        case .null: return nil
        case .value(let value): return value
        case .refused(let message, let suggestion): throw YAMLFlaw(range, message, suggestion: suggestion)
        }
    }
}
