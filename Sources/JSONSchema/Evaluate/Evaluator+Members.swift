internal import JSON

extension Evaluator {
    /// `value` is `object`.
    mutating func check(
        _ object: JSONObject,
        _ value: JSONValue,
        _ keyword: Keyword,
        _ node: SchemaNode,
        _ marks: inout Marks
    ) -> Bool {
        switch keyword {
        case .minProperties(let least):
            return object.count >= least
                || fail(node, "minProperties", "must have at least \(Self.count(least, "property"))")
        case .maxProperties(let most):
            return object.count <= most
                || fail(node, "maxProperties", "must have at most \(Self.count(most, "property"))")
        case .required(let names): return checkPresence(of: names, in: object, node, "required", "")
        case .dependentRequired(let dependencies):
            return checkEach(dependencies) { evaluator, dependency in
                guard evaluator.has(dependency.key, object) else { return true }
                let reason = " because it has \(dependency.key.quoted)"
                return evaluator.checkPresence(of: dependency.names, in: object, node, "dependentRequired", reason)
            }
        case .members(let rules): return checkMembers(of: object, rules, node, &marks)
        case .propertyNames(let place): return checkNames(of: object, place)
        case .dependentSchemas(let dependencies):
            var isRight = true
            for dependency in dependencies where has(dependency.key, object) {
                guard !apply(dependency.node, to: value, &marks) else { continue }
                if report == nil || isDone { return false }
                isRight = false
            }
            return isRight
        case .unevaluatedProperties(let place): return checkUnevaluated(object, place, node, &marks)
        default: return true
        }
    }

    private mutating func checkMembers(
        of object: JSONObject,
        _ rules: MemberRules,
        _ node: SchemaNode,
        _ marks: inout Marks
    ) -> Bool {
        var isRight = true
        let members = object.members
        for index in members.indices {
            let member = members[index]
            var isKnown = false
            var isFine = true
            if let place = rules.properties[member.key] {
                isKnown = true
                isFine = apply(place, to: member.value, at: .member(member.key))
            }
            for family in rules.families where matches(family.pattern, member.key) {
                isKnown = true
                isFine = apply(family.node, to: member.value, at: .member(member.key)) && isFine
            }
            if !isKnown, let place = rules.additional {
                isKnown = true
                isFine = checkAdditional(member, place, rules.properties, node)
            }
            if isKnown { marks.insert(index) }
            if isFine { continue }
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight && !isExhausted
    }

    private mutating func checkAdditional(
        _ member: JSONObject.Member,
        _ place: Int,
        _ properties: PropertyTable,
        _ node: SchemaNode
    ) -> Bool {
        guard program.nodes[place].isNever else { return apply(place, to: member.value, at: .member(member.key)) }
        return fail(node, "additionalProperties", Self.message(onUnknown: member.key, properties))
    }

    private static func message(onUnknown key: String, _ properties: PropertyTable) -> String {
        let names = properties.names
        let known = names.prefix(12).map(\.quoted).joined(separator: ", ")
        return "must not have the property \(key.quoted)"
            + (names.isEmpty ? "" : "; it may have \(known)\(names.count > 12 ? ", …" : "")")
    }

    private mutating func checkUnevaluated(
        _ object: JSONObject,
        _ place: Int,
        _ node: SchemaNode,
        _ marks: inout Marks
    ) -> Bool {
        var isRight = true
        for (index, member) in object.members.enumerated() where !marks.contains(index) {
            marks.insert(index)
            let isFine =
                program.nodes[place].isNever
                ? fail(node, "unevaluatedProperties", "must not have the property \(member.key.quoted)")
                : apply(place, to: member.value, at: .member(member.key))
            if isFine { continue }
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }

    private mutating func checkNames(of object: JSONObject, _ place: Int) -> Bool {
        var isRight = true
        for member in object.members where !apply(place, to: .string(member.key), at: .member(member.key)) {
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }

    private mutating func checkPresence(
        of names: [String],
        in object: JSONObject,
        _ node: SchemaNode,
        _ keyword: String,
        _ reason: String
    ) -> Bool {
        checkEach(names) { evaluator, name in
            evaluator.has(name, object)
                || evaluator.fail(node, keyword, "must have the property \(name.quoted)\(reason)")
        }
    }

    /// Looking takes time with the number of members, so that counts.
    private mutating func has(_ name: String, _ object: JSONObject) -> Bool {
        charge(object.count / 16)
        return !isExhausted && object[name] != nil
    }

    private mutating func checkEach<T>(_ parts: [T], _ check: (inout Self, T) -> Bool) -> Bool {
        var isRight = true
        for part in parts where !check(&self, part) {
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }
}
