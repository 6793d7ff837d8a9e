internal import JSON

/// A directory or file that the client has opened for the server (MCP "Root").
public struct Root: Sendable, Hashable {
    /// `file://…`; a claim of the client, not a permission.
    public let uri: String
    public let name: String?
}

extension [Root] {
    /// MCP "ListRootsResult".
    init(_ result: JSONObject) throws(ArgumentMistake) {
        guard case .array(let items)? = result["roots"] else { throw ArgumentMistake("an array").within("roots") }
        self = []
        for item in items {
            guard let uri = item["uri"]?.string, uri.hasPrefix("file://") else {
                throw ArgumentMistake("a file URI").within("uri").within("roots[\(count)]")
            }
            append(Root(uri: uri, name: item["name"]?.string))
        }
    }
}
