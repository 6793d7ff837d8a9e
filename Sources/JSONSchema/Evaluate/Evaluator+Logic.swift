internal import JSON

extension Evaluator {
    mutating func checkAll(of places: [Int], _ value: JSONValue, _ marks: inout Marks) -> Bool {
        var isRight = true
        for place in places where !apply(place, to: value, &marks) {
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }

    mutating func checkAny(of places: [Int], _ value: JSONValue, _ node: SchemaNode, _ marks: inout Marks) -> Bool {
        var isRight = false
        for place in places where matches(place, value, &marks) {
            isRight = true
            if !marks.areWanted { break }
        }
        return isRight || fail(node, "anyOf", places, value)
    }

    mutating func checkOne(of places: [Int], _ value: JSONValue, _ node: SchemaNode, _ marks: inout Marks) -> Bool {
        var first: Int?
        for (number, place) in places.enumerated() where matches(place, value, &marks) {
            guard let first else {
                first = number
                continue
            }
            return fail(node, "oneOf", "has form \(first + 1) and form \(number + 1), of which only one is allowed")
        }
        return first != nil || fail(node, "oneOf", places, value)
    }

    mutating func checkCondition(
        _ condition: Int,
        _ then: Int?,
        _ otherwise: Int?,
        _ value: JSONValue,
        _ marks: inout Marks
    ) -> Bool {
        let next = matches(condition, value, &marks) ? then : otherwise
        return next.map { apply($0, to: value, &marks) } ?? true
    }

    /// Whether `value` is as one of several subschemas wants it; what that one marks counts only if it is.
    private mutating func matches(_ place: Int, _ value: JSONValue, _ marks: inout Marks) -> Bool {
        var own = Marks(areWanted: marks.areWanted)
        guard applyQuietly(place, to: value, &own) else { return false }
        marks.formUnion(own)
        return true
    }

    /// Says for the first few forms why `value` has none of them.
    private mutating func fail(_ node: SchemaNode, _ keyword: String, _ places: [Int], _ value: JSONValue) -> Bool {
        guard report != nil, !isDone else { return false }
        if places.count == 1, let place = places.first {
            var marks = Marks(areWanted: false)
            return apply(place, to: value, &marks) && fail(node, keyword, "is not allowed")
        }
        var reasons: [String] = []
        for (number, place) in places.prefix(4).enumerated() {
            guard let mistake = firstMistake(in: value, place) else { break }
            reasons.append("form \(number + 1): \(mistake.clipped(to: 200))")
        }
        let rest = places.count > reasons.count ? "; …" : ""
        return fail(
            node,
            keyword,
            "has none of the \(places.count) allowed forms (\(reasons.joined(separator: "; "))\(rest))"
        )
    }
}
