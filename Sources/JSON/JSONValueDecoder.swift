extension JSONValue {
    /// The value as a `T`, without guessing: a string is no number, and a number has to fit. `42.0` is the integer 42.
    ///
    /// Throws `JSONMismatch`, and whatever the initializers of `T` throw that is no `DecodingError`.
    public func decode<T: Decodable>(_ type: T.Type = T.self) throws -> T {
        try JSONValueDecoder(value: self, path: .root).make(type)
    }
}

/// Hands the parts of one value to the types that are made from them.
struct JSONValueDecoder: Decoder {
    /// `nil` for a member that is missing.
    let value: JSONValue?
    let path: JSONPath

    var codingPath: [any CodingKey] { path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .object(let object)? = value else { throw mismatch("an object") }
        return KeyedDecodingContainer(JSONKeyedDecoding(object, at: path))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let array)? = value else { throw mismatch("an array") }
        return JSONUnkeyedDecoding(array, at: path)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    func make<T: Decodable>(_ type: T.Type) throws -> T {
        if type == JSONValue.self, let ready = value as? T { return ready }
        let result: T
        do {
            result = try T(from: self)
        } catch let error as DecodingError {
            throw mismatch(error, of: type)
        }
        if value == nil { throw mismatch("a value") }
        return result
    }

    func mismatch(_ expected: String) -> JSONMismatch {
        JSONMismatch(path: path.text, expected: expected, found: value?.kind ?? JSONMismatch.nothing)
    }

    /// What a type's own initializer refused.
    private func mismatch<T>(_ error: DecodingError, of type: T.Type) -> JSONMismatch {
        let cases = (type as? any CaseIterable.Type)?.rawNames ?? []
        if !cases.isEmpty { return mismatch("one of \(cases.joined(separator: ", "))") }
        let context =
            switch error {
            case .dataCorrupted(let context), .keyNotFound(_, let context): context
            case .typeMismatch(_, let context), .valueNotFound(_, let context): context
            @unknown default: DecodingError.Context(codingPath: codingPath, debugDescription: "")
            }
        let reason = context.debugDescription
        return JSONMismatch(
            path: JSONPath.text(of: context.codingPath.isEmpty ? codingPath : context.codingPath),
            expected: reason.isEmpty ? "a valid value" : "a valid value (\(reason))",
            found: value?.kind ?? JSONMismatch.nothing
        )
    }
}

extension CaseIterable {
    fileprivate static var rawNames: [String] {
        allCases.compactMap { ($0 as? any RawRepresentable)?.rawValue as? String }
    }
}
