internal import HTTP
internal import JSON

/// The header fields that repeat the body (2026-07-28): an intermediary acts on them, so they must not lie.
///
/// Functions of the fields: a value that holds them would count references to them.
extension HTTPFields {
    /// There is a version, once; whether it is `version`, `compareVersion` says.
    func requireVersion() throws(RPCError) {
        if count(of: .mcpProtocolVersion) != 1 { _ = try value(of: .mcpProtocolVersion) }
    }

    func compareVersion(with version: String) throws(RPCError) {
        try compare(.mcpProtocolVersion, with: version, "the version of the body")
    }

    func compareMethod(with method: String) throws(RPCError) {
        try compare(.mcpMethod, with: method, "the method of the body")
    }

    /// `Mcp-Name` of the methods that have one.
    ///
    /// - Returns: what the body names; `nil` for other methods.
    @discardableResult
    func compareName(with request: RPCRequest) throws(RPCError) -> String? {
        guard let key = HeaderCheck.nameKey(of: request.method) else { return nil }
        guard case .string(let name)? = request.params[key] else {
            _ = try value(of: .mcpName)
            throw .headerMismatch("Mcp-Name has nothing to stand for: params.\(key) is no string")
        }
        if HeaderCheck.isPlain(name), agreement(of: .mcpName, with: name) == .equal { return name }
        guard HeaderCheck.says(try value(of: .mcpName), name) else {
            throw .headerMismatch("Mcp-Name is not params.\(key)")
        }
        return name
    }

    /// `Mcp-Param-…` of the arguments that the tool says are repeated.
    func compare(_ mirrored: [MirroredArgument], with params: JSONObject) throws(RPCError) {
        for argument in mirrored {
            guard let field = HTTPFieldName("Mcp-Param-" + argument.header) else { continue }
            let value = argument.path.reduce(params["arguments"]) { $0?[$1] }
            switch value {
            case nil, .null?:
                guard count(of: field) == 0 else {
                    throw .headerMismatch("\(field.text) stands for an argument that is not there")
                }
            case let value?:
                guard HeaderCheck.says(try self.value(of: field), value) else {
                    throw .headerMismatch("\(field.text) is not the argument of the body")
                }
            }
        }
    }

    /// What a client of an earlier revision volunteers must be true as well.
    func compareVolunteered(with request: RPCRequest) throws(RPCError) {
        if count(of: .mcpMethod) > 0 { try compareMethod(with: request.method) }
        if count(of: .mcpName) > 0 { try compareName(with: request) }
    }

    private func compare(_ name: HTTPFieldName, with text: String, _ meaning: String) throws(RPCError) {
        switch agreement(of: name, with: text) {
        case .equal: break
        case .different: throw .headerMismatch("\(name.text) is not \(meaning)")
        case .missing: throw .headerMismatch("\(name.text) is missing")
        case .several: throw .headerMismatch("\(name.text) is there twice")
        }
    }

    private func value(of name: HTTPFieldName) throws(RPCError) -> ArraySlice<UInt8> {
        switch single(name) {
        case .value(let bytes): return bytes
        case .missing: throw .headerMismatch("\(name.text) is missing")
        case .several: throw .headerMismatch("\(name.text) is there twice")
        }
    }
}

/// How a field value says a text, an integer or a truth.
enum HeaderCheck {
    private static let prefix = Array("=?base64?".utf8)
    private static let suffix = Array("?=".utf8)

    /// Whether `text` stands in a field as it is: nearly every name does.
    static func isPlain(_ text: String) -> Bool { text.utf8Span.isKnownASCII && text.utf8.first != 0x3d }

    /// Whether the field says `text`: as it is, or as `=?base64?…?=` around its UTF-8.
    static func says(_ bytes: ArraySlice<UInt8>, _ text: String) -> Bool {
        guard !bytes.contains(where: { $0 > 0x7f }) else { return false }
        guard bytes.count >= prefix.count + suffix.count, bytes.starts(with: prefix),
            bytes.suffix(suffix.count).elementsEqual(suffix)
        else { return bytes.elementsEqual(text.utf8) }
        let encoded = bytes.dropFirst(prefix.count).dropLast(suffix.count)
        return Base64.decode(encoded)?.elementsEqual(text.utf8) ?? false
    }

    static func says(_ bytes: ArraySlice<UInt8>, _ value: JSONValue) -> Bool {
        switch value {
        case .string(let text): says(bytes, text)
        case .bool(let value): says(bytes, value ? "true" : "false")
        case .int(let value): integer(bytes) == value
        case .double(let value): Int(exactly: value).map { integer(bytes) == $0 } ?? false
        case .null, .digits, .array, .object: false
        }
    }

    /// Compared as numbers: `42.0` is 42.
    private static func integer(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard let json = try? JSONValue(parsing: Array(bytes)) else { return nil }
        return switch json {
        case .int(let value): value
        case .double(let value): Int(exactly: value)
        default: nil
        }
    }

    fileprivate static func nameKey(of method: String) -> String? {
        switch method {
        case "tools/call", "prompts/get": "name"
        case "resources/read": "uri"
        case "tasks/get", "tasks/update", "tasks/cancel": "taskId"
        default: nil
        }
    }
}
