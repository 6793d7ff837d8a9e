/// The elements of an array, for the types that are made from them.
struct JSONUnkeyedDecoding: UnkeyedDecodingContainer {
    private let values: [JSONValue]
    private let path: JSONPath
    private(set) var currentIndex = 0

    init(_ values: [JSONValue], at path: JSONPath) {
        self.values = values
        self.path = path
    }

    var codingPath: [any CodingKey] { path.codingPath }
    var count: Int? { values.count }
    var isAtEnd: Bool { currentIndex >= values.count }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, values[currentIndex] == .null else { return false }
        currentIndex += 1
        return true
    }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T { try advance { try $0.make(type) } }
    mutating func nestedContainer<N: CodingKey>(keyedBy type: N.Type) throws -> KeyedDecodingContainer<N> {
        try advance { try $0.container(keyedBy: type) }
    }
    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try advance { try $0.unkeyedContainer() }
    }
    mutating func superDecoder() throws -> any Decoder { try advance(\.self) }

    /// Moves on only if `use` does not throw, so that a type can try another way.
    private mutating func advance<T>(_ use: (JSONValueDecoder) throws -> T) throws -> T {
        let element = JSONValueDecoder(
            value: isAtEnd ? nil : values[currentIndex],
            path: .element(of: path, currentIndex)
        )
        guard !isAtEnd else { throw element.mismatch("another element") }
        let result = try use(element)
        currentIndex += 1
        return result
    }
}
