internal import JSON
private import Synchronization

/// One round of a call (2026-07-28, "Multi Round-Trip Requests"): knows the answers the client has given so far, and
/// writes down what is still to be asked.
final class RoundTrips: ClientLink {
    /// Rounds before this one.
    let round: Int
    /// What the call remembered in the round before.
    let remembered: JSONValue?
    /// Whether the client sent answers or a state, which makes what comes of it nobody's to keep.
    let isLater: Bool
    /// Answers of rounds before this one: they stay as they were.
    private let settled: JSONObject
    /// What the client sent with this round.
    private let fresh: JSONObject
    private let state: Mutex<State>

    private struct State: Sendable {
        var used: JSONObject = [:]
        var questions: JSONObject = [:]
        var remembered: JSONValue?
    }

    init(
        round: Int = 0,
        settled: JSONObject = [:],
        fresh: JSONObject = [:],
        remembered: JSONValue? = nil,
        isLater: Bool = false
    ) {
        self.round = round
        self.isLater = isLater
        self.settled = settled
        self.fresh = fresh
        self.remembered = remembered
        state = Mutex(State(remembered: remembered))
    }

    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        if case .object(let answer)? = settled[key] { return answer }
        switch fresh[key] {
        case .object(let answer)?:
            state.withLock { $0.used[key] = .object(answer) }
            return answer
        case nil: throw asked(method, params, as: key)
        default: throw AskingError.malformed(key: key, why: "must be an object")
        }
    }

    /// Notes a question; what ends the round with it.
    private func asked(_ method: String, _ params: JSONObject, as key: String) -> InputRequired {
        let question: JSONValue = ["method": .string(method), "params": .object(params)]
        state.withLock { $0.questions[key] = question }
        return InputRequired(requests: [key: question])
    }

    /// What ends the round with a question to which "yes" is no answer: it is asked in every round that comes to it.
    func demand(_ method: String, _ params: JSONObject, as key: String) -> any Error {
        switch (settled[key] ?? fresh[key])?["action"] {
        case nil, "accept": asked(method, params, as: key)
        default: AskingError.refused("the user does not open the page")
        }
    }

    func remember(_ value: JSONValue) { state.withLock { $0.remembered = value } }

    /// Everything asked in this round, in the order of asking.
    var questions: JSONObject { state.withLock { $0.questions } }

    /// What the next round must know.
    var outcome: (answers: JSONObject, remembered: JSONValue?) {
        state.withLock { state in
            (state.used.members.reduce(into: settled) { $0[$1.key] = $1.value }, state.remembered)
        }
    }
}

extension RequestContext {
    /// Whether the client sent answers or a state, so that the result is nobody's to keep.
    var isLaterRound: Bool { (client as? RoundTrips)?.isLater ?? false }
}
