/// All functions, by their names.
enum Library {
    static let functions: [String: [Function]] = Dictionary(grouping: all, by: \.name)

    private static let all: [Function] =
        standard + conversions + times + strings + math + lists + sets + encoders + optionals + network

    /// How others spell them.
    static let aliases = ["endswith": "endsWith"]

    static func functions(named name: String, isMember: Bool) -> [Function] {
        (functions[aliases[name] ?? name] ?? []).filter { $0.isMember == isMember }
    }

    /// Whether `name` is a function with a name space: `math.abs`, `optional.of`.
    static func hasGlobal(_ name: String) -> Bool { functions[name]?.contains { !$0.isMember } ?? false }
}
