/// What `${NAME}` in a string stands for.
public struct TOMLEnvironment: Sendable {
    private let variable: @Sendable (_ name: String) -> String?
    private let readFile: @Sendable (_ path: String) -> Result<[UInt8], Unreadable>

    /// Why a file cannot be read: a clause such as "permission denied".
    public struct Unreadable: Error, Sendable {
        public let reason: String
        public init(_ reason: String) { self.reason = reason }
    }

    /// `readFile` reads the files that variables such as `NAME_FILE` point at.
    public init(
        variable: @escaping @Sendable (_ name: String) -> String?,
        readFile: @escaping @Sendable (_ path: String) -> Result<[UInt8], Unreadable>
    ) {
        self.variable = variable
        self.readFile = readFile
    }

    public init(
        _ variables: [String: String] = [:],
        readFile: @escaping @Sendable (_ path: String) -> Result<[UInt8], Unreadable> = { _ in
            .failure(Unreadable("there are no files here"))
        }
    ) {
        self.init(variable: { variables[$0] }, readFile: readFile)
    }

    /// The variable `name`, or the content of the file that `name` + `_FILE` points at, without its last newline.
    /// `nil` when neither is set.
    public func value(of name: String) throws(Unreadable) -> String? {
        guard let path = variable(name + "_FILE") else { return variable(name) }
        guard variable(name) == nil else { throw Unreadable("both \(name) and \(name)_FILE are set") }
        switch readFile(path) {
        case .failure(let failure):
            throw Unreadable("the file that \(name)_FILE names cannot be read: \(failure.reason)")
        case .success(let bytes):
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw Unreadable("the file that \(name)_FILE names is not UTF-8")
            }
            return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
        }
    }

    /// `text` with every `${NAME}` replaced, once; any other `$` stays.
    func expand(_ text: String) throws(Unreadable) -> String {
        var rest = Substring(text)
        var expanded = ""
        while let dollar = rest.firstIndex(of: "$") {
            expanded += rest[..<dollar]
            rest = rest[dollar...]
            if let name = Self.name(in: rest) {
                guard let value = try value(of: name) else { throw Unreadable("the variable \(name) is not set") }
                expanded += value
                rest = rest.dropFirst(name.count + 3)
            } else {
                expanded += "$"
                rest = rest.dropFirst()
            }
        }
        return expanded + rest
    }

    /// Whether there is a `${NAME}` in `text`.
    func expands(_ text: String) -> Bool {
        text.indices.contains { text[$0] == "$" && Self.name(in: text[$0...]) != nil }
    }

    /// The `NAME` of a text that starts with `${NAME}`.
    private static func name(in text: Substring) -> String? {
        guard text.hasPrefix("${") else { return nil }
        let name = text.dropFirst(2).prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard let first = name.first, !first.isNumber, text.dropFirst(2 + name.count).first == "}" else { return nil }
        return String(name)
    }
}
