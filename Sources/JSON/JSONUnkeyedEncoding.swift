/// Takes the elements of an array.
struct JSONUnkeyedEncoding: UnkeyedEncodingContainer {
    let node: JSONNode
    let path: JSONPath

    var codingPath: [any CodingKey] { path.codingPath }
    var count: Int { node.count }

    func encodeNil() throws { node.append(.null) }
    func encode(_ value: Bool) throws { node.append(.bool(value)) }
    func encode(_ value: String) throws { node.append(.string(value)) }
    func encode(_ value: Double) throws { node.append(.double(value)) }
    func encode(_ value: Int) throws { node.append(.int(value)) }
    func encode<T: Encodable>(_ value: T) throws { node.append(try JSONNode.value(of: value, at: next)) }

    func nestedContainer<N: CodingKey>(keyedBy keyType: N.Type) -> KeyedEncodingContainer<N> {
        child().container(keyedBy: keyType)
    }
    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { child().unkeyedContainer() }
    func superEncoder() -> any Encoder { child() }

    private var next: JSONPath { .element(of: path, count) }
    private func child() -> JSONValueEncoder {
        let place = next
        return JSONValueEncoder(node: node.appendChild(), path: place)
    }
}
