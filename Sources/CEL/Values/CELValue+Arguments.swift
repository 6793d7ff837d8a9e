/// What a function asks of an argument. Any other type is an overload that does not exist.
extension CELValue {
    func asBool() throws(CELFailure) -> Bool {
        guard case .bool(let value) = self else { throw mismatch }
        return value
    }
    func asInt() throws(CELFailure) -> Int {
        guard case .int(let value) = self else { throw mismatch }
        return value
    }
    func asDouble() throws(CELFailure) -> Double {
        guard case .double(let value) = self else { throw mismatch }
        return value
    }
    func asString() throws(CELFailure) -> String {
        guard case .string(let value) = self else { throw mismatch }
        return value
    }
    func asBytes() throws(CELFailure) -> [UInt8] {
        guard case .bytes(let value) = self else { throw mismatch }
        return value
    }
    func asList() throws(CELFailure) -> CELList {
        guard case .list(let value) = self else { throw mismatch }
        return value
    }
    func asMap() throws(CELFailure) -> CELMap {
        guard case .map(let value) = self else { throw mismatch }
        return value
    }
    func asOptional() throws(CELFailure) -> CELValue? {
        guard case .optional(let value) = self else { throw mismatch }
        return value
    }
    func asIP() throws(CELFailure) -> IPAddress {
        guard case .ip(let value) = self else { throw mismatch }
        return value
    }
    func asCIDR() throws(CELFailure) -> IPNetwork {
        guard case .cidr(let value) = self else { throw mismatch }
        return value
    }

    var mismatch: CELFailure { .noSuchOverload("for a value of type \(type)") }
}
