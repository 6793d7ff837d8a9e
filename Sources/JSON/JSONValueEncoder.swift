extension JSONValue {
    /// What `value` encodes as. Whole numbers beyond `Int` become `.digits`; a type that encodes nothing is `{}`.
    public init(encoding value: some Encodable) throws {
        self = try JSONNode.value(of: value, at: .root)
    }
}

/// Collects what one value encodes.
struct JSONValueEncoder: Encoder {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.codingPath }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        node.becomeObject()
        return KeyedEncodingContainer(JSONKeyedEncoding(node: node, path: path))
    }
    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        node.becomeArray()
        return JSONUnkeyedEncoding(node: node, path: path)
    }
    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
    func encodeNil() throws { node.become(.null) }
    func encode(_ value: Bool) throws { node.become(.bool(value)) }
    func encode(_ value: String) throws { node.become(.string(value)) }
    func encode(_ value: Double) throws { node.become(.double(value)) }
    func encode(_ value: Float) throws { node.become(JSONValue(value)) }
    func encode(_ value: Int) throws { node.become(.int(value)) }
    func encode(_ value: Int8) throws { node.become(JSONValue(value)) }
    func encode(_ value: Int16) throws { node.become(JSONValue(value)) }
    func encode(_ value: Int32) throws { node.become(JSONValue(value)) }
    func encode(_ value: Int64) throws { node.become(JSONValue(value)) }
    func encode(_ value: Int128) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt8) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt16) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt32) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt64) throws { node.become(JSONValue(value)) }
    func encode(_ value: UInt128) throws { node.become(JSONValue(value)) }
    func encode<T: Encodable>(_ value: T) throws { node.become(try JSONNode.value(of: value, at: path)) }
}

extension JSONValue {
    fileprivate init(_ value: some FixedWidthInteger) {
        self = Int(exactly: value).map(Self.int) ?? .digits(value.description)
    }
    /// By its digits: 0.1 as a `Float` is 0.1, and not 0.10000000149.
    fileprivate init(_ value: Float) { self = .double(Double(value.description) ?? Double(value)) }
}
