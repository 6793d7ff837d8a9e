public import JSON

/// What a model answered (MCP "CreateMessageResult").
public struct Sample: Sendable, Hashable {
    /// Pieces of the answer, as the client sent them.
    public let content: [JSONValue]
    public let model: String
    /// Such as `endTurn`, `maxTokens` or `toolUse`.
    public let stopReason: String?

    /// The texts of the answer, one after the other.
    public var text: String { content.compactMap { $0["text"]?.string }.joined() }

    init(_ result: JSONObject) throws(ArgumentMistake) {
        switch result["content"] {
        case .object(let piece)?: content = [.object(piece)]
        case .array(let pieces)? where pieces.allSatisfy({ $0.object != nil }): content = pieces
        default: throw ArgumentMistake("an object or an array of objects").within("content")
        }
        guard let model = result["model"]?.string else { throw ArgumentMistake("a string").within("model") }
        self.model = model
        stopReason = result["stopReason"]?.string
    }
}
