internal import JSON

extension Keyword {
    var needsMarks: Bool {
        switch self {
        case .unevaluatedItems, .unevaluatedProperties: true
        default: false
        }
    }
}

extension Evaluator {
    mutating func check(
        _ keyword: Keyword,
        of node: SchemaNode,
        _ value: JSONValue,
        _ marks: inout Marks
    ) -> Bool {
        switch keyword {
        case .reference(let place): return apply(place, to: value, &marks)
        case .dynamicReference(let anchor, let place):
            return apply(target(of: anchor, otherwise: place), to: value, &marks)
        case .constant(let choices): return check(value, "const", choices, node)
        case .choice(let choices): return check(value, "enum", choices, node)
        case .allOf(let places): return checkAll(of: places, value, &marks)
        case .anyOf(let places): return checkAny(of: places, value, node, &marks)
        case .oneOf(let places): return checkOne(of: places, value, node, &marks)
        case .not(let place):
            var unwanted = Marks(areWanted: false)
            return !applyQuietly(place, to: value, &unwanted) || fail(node, "not", "has a form that is not allowed")
        case .condition(let condition, let then, let otherwise):
            return checkCondition(condition, then, otherwise, value, &marks)
        default: return checkParts(keyword, of: node, value, &marks)
        }
    }

    /// The keywords that are for values of one type.
    private mutating func checkParts(
        _ keyword: Keyword,
        of node: SchemaNode,
        _ value: JSONValue,
        _ marks: inout Marks
    ) -> Bool {
        switch value {
        case .object(let object): return check(object, value, keyword, node, &marks)
        case .array(let values): return check(values, keyword, node, &marks)
        case .string(let text): return check(text, keyword, node)
        default: return Number(value).map { check($0, keyword, node) } ?? true
        }
    }

    private mutating func check(_ value: JSONValue, _ keyword: String, _ choices: Choices, _ node: SchemaNode) -> Bool {
        charge(choices.cost(of: value))
        return choices.contains(value)
            || fail(node, keyword, "must be " + (keyword == "enum" ? "one of " : "") + choices.phrase)
    }
}
