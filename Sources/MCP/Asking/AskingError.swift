internal import JSON

/// Why a question came to nothing. Tools let it pass; the server knows what each era answers.
public enum AskingError: Error, Sendable, Hashable {
    /// The client did not say that it can be asked for these.
    case missing(ClientFeatures)
    /// What came back under `key` is no answer to the question.
    case malformed(key: String, why: String)
    /// The client answered with an error, such as that its user does not want this.
    case refused(String)

    /// What the model reads in revisions whose clients get no protocol error for it.
    var text: String {
        switch self {
        case .missing(let features):
            "Error: this needs a client with \(features.json.keys.joined(separator: ", ")), which yours does not offer"
        case .malformed(let key, let why): "Error: the client's answer to '\(key.shown)' \(why)"
        case .refused(let why): "Error: the client refused: \(why.shown)"
        }
    }

    /// What a client of 2026-07-28 is told that sent something it must not, or lacks what the call cannot do without.
    var fault: RPCError? {
        switch self {
        case .missing(let features): .missingCapability(features.json)
        case .malformed(let key, let why): .invalidParams("params.inputResponses[\"\(key.shown)\"] \(why)")
        case .refused: nil
        }
    }
}
