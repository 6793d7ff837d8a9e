public import JSON

/// A value of the Common Expression Language. Lists and maps of JSON are read where they lie.
public enum CELValue: Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case uint(UInt64)
    case double(Double)
    case string(String)
    case bytes([UInt8])
    case list(CELList)
    case map(CELMap)
    /// Without what is inside of lists, maps and optionals.
    case type(CELType)
    case timestamp(Timestamp)
    case duration(Duration)
    indirect case optional(CELValue?)
    indirect case ip(IPAddress)
    indirect case cidr(IPNetwork)

    /// Nanoseconds: at most 292 years to either side.
    public struct Duration: Sendable, Hashable {
        public let nanoseconds: Int
        public init(nanoseconds: Int) { self.nanoseconds = nanoseconds }
    }
}

extension CELValue {
    public static func list(_ values: [CELValue]) -> CELValue { .list(.values(values)) }

    /// `1` is an int and `1.0` a double. An integer beyond 64 bits with sign is a uint, if that holds it, or a double.
    public init(_ json: JSONValue) {
        self =
            switch json {
            case .null: .null
            case .bool(let value): .bool(value)
            case .int(let value): .int(value)
            case .double(let value): .double(value)
            case .digits(let text): Self.number(text)
            case .string(let text): .string(text)
            case .array(let values): .list(.json(values))
            case .object(let object): .map(CELMap(object))
            }
    }

    /// `null` for one that takes long to read: nobody can calculate with it, and that denies.
    private static func number(_ text: String) -> CELValue {
        guard text.utf8.count <= 1_000 else { return .null }
        return UInt64(text).map(CELValue.uint) ?? .double(Double(text) ?? .nan)
    }

    var type: CELType {
        switch self {
        case .null: .null
        case .bool: .bool
        case .int: .int
        case .uint: .uint
        case .double: .double
        case .string: .string
        case .bytes: .bytes
        case .list: .anyList
        case .map: .anyMap
        case .type: .type
        case .timestamp: .timestamp
        case .duration: .duration
        case .optional: .anyOptional
        case .ip: .ip
        case .cidr: .cidr
        }
    }

    /// What `optional.ofNonZeroValue` takes for nothing.
    var isZero: Bool {
        switch self {
        case .null: true
        case .bool(let value): !value
        case .int(let value): value == 0
        case .uint(let value): value == 0
        case .double(let value): value == 0
        case .string(let text): text.isEmpty
        case .bytes(let bytes): bytes.isEmpty
        case .list(let list): list.isEmpty
        case .map(let map): map.isEmpty
        case .duration(let duration): duration.nanoseconds == 0
        case .optional(let value): value == nil
        case .type, .timestamp, .ip, .cidr: false
        }
    }
}
