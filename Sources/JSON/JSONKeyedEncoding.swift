/// Takes the members of an object.
struct JSONKeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.codingPath }

    func encodeNil(forKey key: Key) throws { node.put(.null, under: key.stringValue) }
    func encode(_ value: Bool, forKey key: Key) throws { node.put(.bool(value), under: key.stringValue) }
    func encode(_ value: String, forKey key: Key) throws { node.put(.string(value), under: key.stringValue) }
    func encode(_ value: Double, forKey key: Key) throws { node.put(.double(value), under: key.stringValue) }
    func encode(_ value: Int, forKey key: Key) throws { node.put(.int(value), under: key.stringValue) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        node.put(try JSONNode.value(of: value, at: path(to: key)), under: key.stringValue)
    }

    func nestedContainer<N: CodingKey>(keyedBy keyType: N.Type, forKey key: Key) -> KeyedEncodingContainer<N> {
        child(key).container(keyedBy: keyType)
    }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { child(key).unkeyedContainer() }
    func superEncoder() -> any Encoder { child(JSONKey.superclass) }
    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func path(to key: some CodingKey) -> JSONPath { .member(of: path, key.stringValue) }
    private func child(_ key: some CodingKey) -> JSONValueEncoder {
        JSONValueEncoder(node: node.child(under: key.stringValue), path: path(to: key))
    }
}
