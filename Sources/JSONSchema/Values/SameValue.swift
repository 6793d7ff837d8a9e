internal import JSON

/// A value as JSON Schema compares it: neither the order of members nor the spelling of numbers counts (Core §4.2.2).
struct SameValue: Hashable, Sendable {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    static func == (lhs: Self, rhs: Self) -> Bool {
        switch (lhs.value, rhs.value) {
        case (.array(let lhs), .array(let rhs)):
            return lhs.count == rhs.count && zip(lhs, rhs).allSatisfy { Self($0) == Self($1) }
        case (.object(let lhs), .object(let rhs)): return areSame(lhs, rhs)
        default:
            guard let lhs = Number(lhs.value), let rhs = Number(rhs.value) else { return lhs.value == rhs.value }
            return lhs == rhs
        }
    }

    private static func areSame(_ lhs: JSONObject, _ rhs: JSONObject) -> Bool {
        guard lhs.count == rhs.count else { return false }
        var places: [JSONValue: Int]?
        for (member, other) in zip(lhs.members, rhs.members) {
            if JSONValue.string(member.key) == .string(other.key) {
                guard Self(member.value) == Self(other.value) else { return false }
                continue
            }
            let known = places ?? rhs.places
            places = known
            guard let place = known[.string(member.key)], Self(member.value) == Self(rhs.members[place].value)
            else { return false }
        }
        return true
    }

    func hash(into hasher: inout Hasher) {
        switch value {
        case .array(let values):
            hasher.combine(values.count)
            for value in values { hasher.combine(Self(value)) }
        case .object(let object):
            var sum = object.count
            for member in object.members {
                var hasher = Hasher()
                hasher.combine(JSONValue.string(member.key))
                hasher.combine(Self(member.value))
                sum ^= hasher.finalize()
            }
            hasher.combine(sum)
        default:
            if let number = Number(value) { hasher.combine(number.approximation) } else { hasher.combine(value) }
        }
    }
}

extension JSONObject {
    fileprivate var places: [JSONValue: Int] {
        Dictionary(members.indices.map { (.string(members[$0].key), $0) }, uniquingKeysWith: { first, _ in first })
    }
}

extension JSONValue {
    /// How many values and stretches of text there are to compare or to hash, at most `limit` and a little.
    func weight(upTo limit: Int) -> Int {
        switch self {
        case .null, .bool, .int, .double: return 1
        case .digits(let text), .string(let text): return 1 + text.utf8.count / 64
        case .array(let values):
            var sum = 1
            for value in values where sum <= limit { sum += value.weight(upTo: limit - sum) }
            return sum
        case .object(let object):
            var sum = 1
            for member in object.members where sum <= limit {
                sum += 1 + member.key.utf8.count / 64 + member.value.weight(upTo: limit - sum)
            }
            return sum
        }
    }
}
