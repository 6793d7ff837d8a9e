import Auth
import HTTP
import JSON
import MCP

/// A condition of the configuration on the use of one item.
struct ItemCondition: AccessCondition {
    let condition: Condition
    var failures: ConditionFailures?

    var readsArguments: Bool { condition.readsArguments }

    func holds(for use: AccessUse) -> Bool {
        var facts = RequestFacts()
        facts.method = use.request?.method
        facts.path = use.request?.path ?? ""
        facts.fields = use.request?.fields ?? [:]
        facts.remoteAddress = use.request?.remoteAddress ?? ""
        facts.certificate = use.request?.tls?.client
        facts.item = (use.item.kind.rawValue, use.item.name)
        facts.arguments = use.arguments
        // Whoever needs no token has no claims.
        return condition.holds(payload: use.caller.identity?.payload ?? [:], in: facts, telling: failures)
    }
}
