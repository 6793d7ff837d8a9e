internal import JSON

/// What the user did with a question.
public enum Answer<Content: Sendable>: Sendable {
    /// Answered it; for a link: agreed to open it, which does not say that anything has happened there.
    case accepted(Content)
    /// Said no.
    case declined
    /// Closed the question without saying either.
    case cancelled

    /// The answer, when there is one.
    public var content: Content? { if case .accepted(let content) = self { content } else { nil } }
}

extension Answer: Equatable where Content: Equatable {}
extension Answer: Hashable where Content: Hashable {}

/// The user opens the page. There is nothing to say beyond yes or no.
public struct Consent: Sendable, Hashable {
    /// What the client knows the page by, for `complete(elicitation:)`.
    public let id: String

    init(_ id: String) { self.id = id }
}

extension Answer {
    /// MCP "ElicitResult"; `read` makes the content of one that was accepted.
    init(
        _ result: JSONObject,
        _ read: (JSONObject) throws(ArgumentMistake) -> Content
    ) throws(ArgumentMistake) {
        switch result["action"] {
        case "accept":
            switch result["content"] {
            case nil: self = .accepted(try read([:]))
            case .object(let content)?: self = .accepted(try read(content))
            default: throw ArgumentMistake("an object").within("content")
            }
        case "decline": self = .declined
        case "cancel": self = .cancelled
        default: throw ArgumentMistake("'accept', 'decline' or 'cancel'").within("action")
        }
    }
}
