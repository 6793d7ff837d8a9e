internal import JSON

/// What a client declared in `initialize`, in sixteen bits: of `experimental` nothing is kept.
struct ClientAbilities: OptionSet, Sendable, Hashable {
    let rawValue: UInt16

    /// The path of each ability in `ClientCapabilities`; its place is its bit. The order never changes: sealed ids
    /// hold it.
    private static let paths: [[String]] = [
        ["roots"], ["roots", "listChanged"], ["sampling"], ["sampling", "tools"], ["sampling", "context"],
        ["elicitation"], ["elicitation", "form"], ["elicitation", "url"], ["tasks"], ["tasks", "list"],
        ["tasks", "cancel"], ["tasks", "requests", "sampling", "createMessage"],
        ["tasks", "requests", "elicitation", "create"],
    ]

    init(rawValue: UInt16) { self.rawValue = rawValue }

    /// Of what a client declared, what there is in its revision: it is asked for nothing else.
    init(_ capabilities: JSONObject, in version: ProtocolVersion) {
        self = Self(capabilities).intersection(Self(paths: Self.paths.filter { Self.first(with: $0) <= version }))
    }

    private init(paths: [[String]]) {
        rawValue = Self.paths.enumerated().reduce(0) { bits, path in
            paths.contains(path.element) ? bits | 1 << UInt16(path.offset) : bits
        }
    }

    private static func first(with path: [String]) -> ProtocolVersion {
        switch (path[0], path.count) {
        case ("roots", _), ("sampling", 1): .v2024_11_05
        case ("elicitation", 1): .v2025_06_18
        default: .v2025_11_25
        }
    }

    init(_ capabilities: JSONObject) {
        var bits: UInt16 = 0
        for (index, path) in Self.paths.enumerated() {
            let value = path.reduce(JSONValue.object(capabilities)) { ($0 as JSONValue?)?[$1] ?? .null }
            switch value {
            case .object, .bool(true): bits |= 1 << UInt16(index)
            default: break
            }
        }
        rawValue = bits
    }

    var capabilities: JSONObject {
        var object: JSONObject = [:]
        for (index, path) in Self.paths.enumerated() where rawValue & 1 << UInt16(index) != 0 {
            object.place(path.last == "listChanged" ? true : [:], at: path[...])
        }
        return object
    }
}

extension JSONObject {
    /// Sets what stands at `path`, with the objects that lead there.
    fileprivate mutating func place(_ value: JSONValue, at path: ArraySlice<String>) {
        guard let key = path.first else { return }
        guard path.count > 1 else { return self[key] = value }
        var inner = self[key]?.object ?? [:]
        inner.place(value, at: path.dropFirst())
        self[key] = .object(inner)
    }
}
