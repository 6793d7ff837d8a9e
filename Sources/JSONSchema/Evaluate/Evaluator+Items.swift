internal import JSON

extension Evaluator {
    mutating func check(_ values: [JSONValue], _ keyword: Keyword, _ node: SchemaNode, _ marks: inout Marks) -> Bool {
        switch keyword {
        case .minItems(let least):
            return values.count >= least || fail(node, "minItems", "must have at least \(Self.count(least, "item"))")
        case .maxItems(let most):
            return values.count <= most || fail(node, "maxItems", "must have at most \(Self.count(most, "item"))")
        case .uniqueItems: return checkUniqueness(of: values, node)
        case .items(let rules): return check(values, rules, &marks)
        case .contains(let place, let least, let most):
            return checkContents(of: values, place, least, most, node, &marks)
        case .unevaluatedItems(let place):
            var isRight = true
            for index in values.indices where !marks.contains(index) {
                marks.insert(index)
                guard !apply(place, to: values[index], at: .element(index)) else { continue }
                if report == nil || isDone { return false }
                isRight = false
            }
            return isRight
        default: return true
        }
    }

    private mutating func check(_ values: [JSONValue], _ rules: ItemRules, _ marks: inout Marks) -> Bool {
        var isRight = true
        for index in values.indices {
            guard let place = index < rules.first.count ? rules.first[index] : rules.rest else { break }
            marks.insert(index)
            guard !apply(place, to: values[index], at: .element(index)) else { continue }
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }

    private mutating func checkContents(
        of values: [JSONValue],
        _ place: Int,
        _ least: Int,
        _ most: Int?,
        _ node: SchemaNode,
        _ marks: inout Marks
    ) -> Bool {
        var count = 0
        var unwanted = Marks(areWanted: false)
        for index in values.indices where applyQuietly(place, to: values[index], &unwanted) {
            count += 1
            marks.insert(index)
            if let most, count > most {
                return fail(
                    node,
                    "maxContains",
                    "must have at most \(Self.count(most, "item")) of the form that is asked for"
                )
            }
            if most == nil, count >= least, !marks.areWanted { break }
        }
        guard count < least else { return true }
        return fail(
            node,
            least == 1 ? "contains" : "minContains",
            "must have at least \(Self.count(least, "item")) of the form that is asked for"
        )
    }

    private mutating func checkUniqueness(of values: [JSONValue], _ node: SchemaNode) -> Bool {
        for value in values where !isExhausted { charge(value.weight(upTo: program.stepLimit)) }
        guard !isExhausted else { return false }
        if values.count <= 8 {
            for (index, value) in values.enumerated() {
                guard let twin = values[..<index].firstIndex(where: { SameValue($0) == SameValue(value) })
                else { continue }
                return fail(node, "uniqueItems", "must not have the same item twice, as at \(twin) and \(index)")
            }
            return true
        }
        var places: [SameValue: Int] = [:]
        for (index, value) in values.enumerated() {
            guard let twin = places.updateValue(index, forKey: SameValue(value)) else { continue }
            return fail(node, "uniqueItems", "must not have the same item twice, as at \(twin) and \(index)")
        }
        return true
    }
}
