public import HTTP
internal import JSON

/// `allow_conditions`: all of them must hold for whoever has shown a token. A request for which one does not is
/// answered with a plain 403, for which no other scope would be a remedy.
public struct AllowConditions: HTTPFilter {
    private let conditions: [Condition]
    private let failures: ConditionFailures?

    /// `nil` where there is no condition.
    public init?(_ conditions: [Condition], telling failures: ConditionFailures? = nil) {
        guard !conditions.isEmpty else { return nil }
        self.conditions = conditions
        self.failures = failures
    }

    public var duties: FilterDuties { [] }

    public func answer(to request: inout HTTPRequest) -> HTTPResponse? {
        guard let payload = request.caller.identity?.payload, allow(payload, request) else {
            return .error(.forbidden, "Not allowed by the rules of this server")
        }
        return nil
    }

    private func allow(_ payload: JSONObject, _ request: HTTPRequest) -> Bool {
        let facts = RequestFacts(request)
        return conditions.allSatisfy { $0.holds(payload: payload, in: facts, telling: failures) }
    }
}
