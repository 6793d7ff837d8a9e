/// One value of a TOML document (TOML 1.1.0).
public enum TOMLValue: Sendable, Equatable {
    case string(String)
    case integer(Int)
    case float(Double)
    case boolean(Bool)
    case date(TOMLDate)
    case time(TOMLTime)
    case dateTime(TOMLDate, TOMLTime)
    /// `offset` is in minutes east of UTC.
    case offsetDateTime(TOMLDate, TOMLTime, offset: Int)
    case array([TOMLNode])
    case table(TOMLMembers)

    /// What an error message calls a value of this kind.
    var kind: String {
        switch self {
        case .string: "a string"
        case .integer: "an integer"
        case .float: "a float"
        case .boolean: "a boolean"
        case .date, .time, .dateTime, .offsetDateTime: "a date or time"
        case .array: "an array"
        case .table: "a table"
        }
    }
}

extension TOMLValue {
    /// Whether it would be a string between quotes.
    var isPlain: Bool {
        switch self {
        case .string, .array, .table: false
        default: true
        }
    }
}

/// A value and where it stands.
public struct TOMLNode: Sendable, Equatable {
    public let value: TOMLValue
    /// Bytes of the document; for a table with a header, those of the header's key.
    public let range: Range<Int>
    /// The variable of the environment that it comes from; `nil` for what stands in the document.
    public let variable: String?

    init(_ value: TOMLValue, at range: Range<Int>, from variable: String? = nil) {
        self.value = value
        self.range = range
        self.variable = variable
    }
}

/// A key and where it stands. Keys are equal when their code points are: TOML knows no normalisation.
public struct TOMLKey: Sendable, Hashable {
    public let name: String
    /// Bytes of the document, quotes included.
    public let range: Range<Int>

    init(_ name: String, at range: Range<Int> = 0..<0) {
        self.name = name
        self.range = range
    }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.name.utf8.elementsEqual(rhs.name.utf8) }
    public func hash(into hasher: inout Hasher) {
        for byte in name.utf8 { hasher.combine(byte) }
    }
}

/// The keys of a table and their values, in the order of the document.
public struct TOMLMembers: Sendable, Equatable {
    public struct Member: Sendable, Equatable {
        public let key: TOMLKey
        public let node: TOMLNode
    }
    public let members: [Member]
    private let indices: [TOMLKey: Int]

    /// `members` have keys that differ.
    init(_ members: [Member] = []) {
        self.members = members
        indices = Dictionary(members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    public subscript(key: String) -> TOMLNode? { indices[TOMLKey(key)].map { members[$0].node } }
}
