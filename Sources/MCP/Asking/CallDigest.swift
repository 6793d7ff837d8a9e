internal import HTTP
internal import JSON

/// What tells one call from another: who calls, and what for. The same for every round, however its members are
/// ordered and its numbers written.
enum CallDigest {
    static func text(of request: RPCRequest, by caller: Caller) -> String {
        // No arguments are left out, or written as an empty object: one call all the same.
        let parameters = request.params.members.filter {
            !MetaKey.ofOneRound.contains($0.key) && !($0.key == "arguments" && $0.value == .object([:]))
        }
        let call: JSONObject = [
            "principal": .string(caller.principal.text), "method": .string(request.method),
            "params": .object(JSONObject(parameters)),
        ]
        return Base64.encode(SHA256.digest(JSONValue.object(call).canonical.bytes))
    }
}

extension MetaKey {
    static let inputResponses = "inputResponses"
    static let requestState = "requestState"
    /// Parameters that differ from round to round.
    fileprivate static let ofOneRound: Set<String> = ["_meta", inputResponses, requestState]
}

extension JSONValue {
    /// Members by key, and integers without a fraction.
    fileprivate var canonical: JSONValue {
        switch self {
        case .double(let value): Int(exactly: value).map { .int($0) } ?? self
        case .array(let values): .array(values.map(\.canonical))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.map { JSONObject.Member($0.key, $0.value.canonical) }
                        .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
                )
            )
        case .null, .bool, .int, .digits, .string: self
        }
    }
}
