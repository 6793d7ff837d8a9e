extension Evaluation {
    mutating func list(_ elements: [Node.Element], _ offset: Int) throws(CELFailure) -> CELValue {
        var values: [CELValue] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            if let value = try self.element(element, offset) { values.append(value) }
        }
        return .list(.values(values))
    }

    mutating func map(_ entries: [Node.Entry], _ offset: Int) throws(CELFailure) -> CELValue {
        var builder = CELMapBuilder()
        for entry in entries {
            let key = try value(of: entry.key)
            guard let value = try element(entry.element, offset) else { continue }
            meter.offset = offset
            try put(key, value, in: &builder)
        }
        return .map(builder.map)
    }

    private mutating func put(
        _ key: CELValue,
        _ value: CELValue,
        in builder: inout CELMapBuilder
    ) throws(CELFailure) {
        try meter.charge(2)
        try meter.charge(reading: key)
        try builder.put(key, value)
    }

    /// `nil` for an optional element without value.
    private mutating func element(_ element: Node.Element, _ offset: Int) throws(CELFailure) -> CELValue? {
        let value = try value(of: element.node)
        guard element.isOptional else { return value }
        meter.offset = offset
        return try value.asOptional()
    }

    mutating func value(of comprehension: Comprehension) throws(CELFailure) -> CELValue {
        let range = try value(of: comprehension.range)
        meter.offset = comprehension.offset
        let members: Members
        switch range {
        case .list(let list): members = .list(list)
        case .map(let map): members = .map(map)
        default: throw .noSuchOverload("of a macro for a value of type \(range.type)")
        }
        switch comprehension.kind {
        case .all: return .bool(try decide(comprehension, members, isDecidedBy: false))
        case .exists: return .bool(try decide(comprehension, members, isDecidedBy: true))
        case .existsOne: return .bool(try countOne(comprehension, members))
        case .list: return try collected(comprehension, members)
        case .map, .mapEntries: return try mapped(comprehension, members)
        case .sort: return try sorted(comprehension, members)
        }
    }

    private enum Members {
        case list(CELList)
        case map(CELMap)

        var count: Int {
            switch self {
            case .list(let list): list.count
            case .map(let map): map.count
            }
        }
    }

    private mutating func place(_ member: Int, of members: Members, _ comprehension: Comprehension) throws(CELFailure) {
        try meter.charge(1)
        switch (members, comprehension.second) {
        case (.list(let list), nil): locals[comprehension.first] = list[member]
        case (.list(let list), let second?):
            locals[comprehension.first] = .int(member)
            locals[second] = list[member]
        case (.map(let map), let second):
            let entry = map.entry(at: member)
            locals[comprehension.first] = entry.key
            if let second { locals[second] = entry.value }
        }
    }

    private mutating func decide(
        _ comprehension: Comprehension,
        _ members: Members,
        isDecidedBy decisive: Bool
    ) throws(CELFailure) -> Bool {
        var outcome = Outcome()
        for member in 0..<members.count {
            try place(member, of: members, comprehension)
            if try outcome.note(comprehension.body, comprehension.offset, &self) == decisive { return decisive }
        }
        try outcome.finish(&self)
        return !decisive
    }

    private mutating func countOne(_ comprehension: Comprehension, _ members: Members) throws(CELFailure) -> Bool {
        var count = 0
        for member in 0..<members.count {
            try place(member, of: members, comprehension)
            if try bool(comprehension.body, comprehension.offset) { count += 1 }
        }
        return count == 1
    }

    /// Says whether the member that has been placed passes the filter.
    private mutating func passes(_ comprehension: Comprehension) throws(CELFailure) -> Bool {
        guard let filter = comprehension.filter else { return true }
        return try bool(filter, comprehension.offset)
    }

    private mutating func collected(_ comprehension: Comprehension, _ members: Members) throws(CELFailure) -> CELValue {
        var values: [CELValue] = []
        for member in 0..<members.count {
            try place(member, of: members, comprehension)
            if try passes(comprehension) { values.append(try value(of: comprehension.body)) }
        }
        return .list(.values(values))
    }

    private mutating func mapped(_ comprehension: Comprehension, _ members: Members) throws(CELFailure) -> CELValue {
        var builder = CELMapBuilder()
        for member in 0..<members.count {
            try place(member, of: members, comprehension)
            let key = locals[comprehension.first]
            guard try passes(comprehension) else { continue }
            let value = try value(of: comprehension.body)
            meter.offset = comprehension.offset
            if comprehension.kind == .map {
                try put(key, value, in: &builder)
            } else {
                let map = try value.asMap()
                try meter.charge(map.count)
                for place in 0..<map.count {
                    let entry = map.entry(at: place)
                    try put(entry.key, entry.value, in: &builder)
                }
            }
        }
        return .map(builder.map)
    }

    private mutating func sorted(_ comprehension: Comprehension, _ members: Members) throws(CELFailure) -> CELValue {
        guard case .list(let list) = members else { throw .noSuchOverload("of sortBy for a map") }
        var keys: [CELValue] = []
        for member in 0..<members.count {
            try place(member, of: members, comprehension)
            keys.append(try value(of: comprehension.body))
        }
        meter.offset = comprehension.offset
        return .list(.values(try list.sorted(by: keys, &meter)))
    }
}
