/// Why a value could not become the type that was asked for, and where in the document.
public struct JSONMismatch: Error, Sendable, Equatable {
    /// `address.street`, `items[3]`; empty for the whole value.
    public let path: String
    /// "an integer", "a string".
    public let expected: String
    /// "a boolean", "null"; `nothing` where a member is missing.
    public let found: String

    public static let nothing = "nothing"

    public init(path: String, expected: String, found: String) {
        self.path = path
        self.expected = expected
        self.found = found
    }
}

extension JSONMismatch: CustomStringConvertible {
    /// Fit for whoever sent the document.
    public var description: String { "\(path.isEmpty ? "value" : path): expected \(expected), found \(found)" }
}

extension JSONValue {
    /// What kind of value this is, for `JSONMismatch.found`.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .int, .double, .digits: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }
}
