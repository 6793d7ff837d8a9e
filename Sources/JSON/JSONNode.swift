/// A value that is still being encoded: the containers of an `Encoder` are handed out and filled later, in any order.
final class JSONNode {
    private enum Content { case nothing, ready(JSONValue), array([JSONValue]), object(JSONMembers) }
    private var content = Content.nothing
    /// The parts that are still being encoded, with their places; each holds a place in `content`.
    private var unfinished: [(place: Int, node: JSONNode)] = []

    static func value<T: Encodable>(of value: T, at path: JSONPath) throws -> JSONValue {
        if T.self == JSONValue.self, let ready = value as? JSONValue { return ready }
        let node = JSONNode()
        try value.encode(to: JSONValueEncoder(node: node, path: path))
        return node.finish()
    }

    func become(_ value: JSONValue) { content = .ready(value) }
    func becomeObject() { if case .object = content {} else { content = .object(JSONMembers()) } }
    func becomeArray() { if case .array = content {} else { content = .array([]) } }

    /// Elements of the array this node is.
    var count: Int { if case .array(let values) = content { values.count } else { 0 } }

    func put(_ value: JSONValue, under key: String) {
        guard case .object(var members) = content else { return }
        content = .nothing
        if let place = members.place(of: key) { unfinished.removeAll { $0.place == place } }
        members.put(key, value)
        content = .object(members)
    }

    func append(_ value: JSONValue) {
        guard case .array(var values) = content else { return }
        content = .nothing
        values.append(value)
        content = .array(values)
    }

    /// A node whose value will stand under `key`.
    func child(under key: String) -> JSONNode {
        put(.null, under: key)
        guard case .object(let members) = content, let place = members.place(of: key) else { return JSONNode() }
        return child(at: place)
    }

    /// A node whose value will stand at the end of the array.
    func appendChild() -> JSONNode {
        append(.null)
        return child(at: count - 1)
    }

    private func child(at place: Int) -> JSONNode {
        let node = JSONNode()
        unfinished.append((place, node))
        return node
    }

    private func finish() -> JSONValue {
        switch content {
        case .nothing: return .object([:])
        case .ready(let value): return value
        case .array(var values):
            for (place, node) in unfinished { values[place] = node.finish() }
            return .array(values)
        case .object(var members):
            for (place, node) in unfinished { members.replace(at: place, by: node.finish()) }
            return .object(JSONObject(members.members))
        }
    }
}
