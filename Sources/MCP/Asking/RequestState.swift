internal import HTTP
internal import JSON

/// What a round leaves for the next one. The client carries it, sealed (2026-07-28, `requestState`).
struct RequestState: Equatable {
    /// The call it belongs to, and its principal.
    let digest: String
    /// Seconds since 1970 until which it is good.
    let end: Int
    let round: Int
    let answers: JSONObject
    let remembered: JSONValue?

    static let purpose = "request-state"
    /// Bytes of one, unsealed.
    static let limit = 256 << 10

    /// - Throws: when it has grown too large to be carried.
    func sealed(_ sealing: Sealing) throws(RPCError) -> String {
        var json: JSONObject = [
            "digest": .string(digest), "end": .int(end), "round": .int(round), "answers": .object(answers),
        ]
        json["remembered"] = remembered
        let bytes = JSONValue.object(json).bytes
        guard bytes.count <= Self.limit else {
            throw RPCError(code: 413, "The answers so far are too large to be carried into another round")
        }
        return sealing.sealer.seal(bytes, for: Self.purpose)
    }

    /// What was sealed for this call and is still good.
    ///
    /// - Throws: -32602 for everything else, without a word on what is wrong with it.
    init(_ text: String, for digest: String, _ sealing: Sealing?) throws(RPCError) {
        guard let sealing, let bytes = sealing.sealer.open(text, for: Self.purpose),
            let json = try? JSONValue(parsing: bytes),
            json["digest"]?.string == digest, let end = json["end"]?.int, end > sealing.now(),
            let round = json["round"]?.int, let answers = json["answers"]?.object
        else { throw .invalidParams("params.requestState is not valid here, or no longer") }
        self.init(digest: digest, end: end, round: round, answers: answers, remembered: json["remembered"])
    }

    init(digest: String, end: Int, round: Int, answers: JSONObject, remembered: JSONValue?) {
        self.digest = digest
        self.end = end
        self.round = round
        self.answers = answers
        self.remembered = remembered
    }
}
