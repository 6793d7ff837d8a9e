public import JSON

/// What a request is answered with, before it is text. The result of a tool is most often written at once, and no JSON value
/// of it is made.
public enum RPCAnswer: Sendable {
    case object(JSONObject)
    /// For a client of this revision.
    case tool(ToolResult, for: ProtocolVersion)

    public var json: JSONObject {
        switch self {
        case .object(let object): object
        case .tool(let result, let version): result.json(for: version)
        }
    }

    /// Whether it is the result of a tool that has failed.
    var isError: Bool {
        switch self {
        case .object(let object): object["isError"] == true
        case .tool(let result, _): result.isError
        }
    }
}
