internal import HTTP
internal import JSON

extension MCPServer {
    /// Why the caller may not use an item that by its own code needs `scopes`; `nil` when it may.
    @inline(__always)
    func denial(
        of kind: Item.Kind,
        _ name: String,
        needing scopes: Set<String>,
        _ arguments: JSONObject = [:],
        in context: RequestContext
    ) -> RPCError? {
        guard access.rules.isEmpty else { return ruling(on: Item(kind, name), scopes, arguments, context) }
        return context.caller.holds(scopes) ? nil : .forbidden(scopes)
    }

    private func ruling(
        on item: Item,
        _ declared: Set<String>,
        _ arguments: JSONObject?,
        _ context: RequestContext
    ) -> RPCError? {
        let rule = access.rules[item]
        let scopes = rule?.scopes ?? declared
        guard context.caller.holds(scopes) else { return .forbidden(scopes) }
        guard let condition = rule?.condition, !context.ownsTheProcess else { return nil }
        guard let arguments else { return nil }
        let use = AccessUse(caller: context.caller, item: item, arguments: arguments, request: context.origin)
        return condition.holds(for: use) ? nil : .refused
    }

    public func denial(of use: ItemUse, in context: RequestContext) -> RPCError? {
        guard !access.rules.isEmpty else { return context.caller.holds(use.scopes) ? nil : .forbidden(use.scopes) }
        if case .kept(let arguments) = use.arguments { return ruling(on: use.item, use.scopes, arguments, context) }
        let readsArguments = access.rules[use.item]?.condition?.readsArguments ?? false
        let denial = ruling(on: use.item, use.scopes, readsArguments ? nil : [:], context)
        // What the condition wants to know is not known any more.
        return denial ?? (readsArguments && !context.ownsTheProcess ? .refused : nil)
    }

    /// Whether a list shows the item to this caller.
    func shows(_ kind: Item.Kind, _ name: String, needing scopes: Set<String>, in context: RequestContext) -> Bool {
        guard access.hidesForbidden else { return true }
        guard !access.rules.isEmpty else { return context.caller.holds(scopes) }
        let item = Item(kind, name)
        let isUndecided = access.rules[item]?.condition?.readsArguments ?? false
        return ruling(on: item, scopes, isUndecided ? nil : [:], context) == nil
    }

    /// Why the caller may not be told what the values of an argument are; `nil` when it may, or when it depends on the
    /// value.
    func denialOfCompletion(
        of item: Item,
        needing scopes: Set<String>,
        _ others: JSONObject,
        in context: RequestContext
    ) -> RPCError? {
        let isUndecided = access.rules[item]?.condition?.readsArguments ?? false
        return ruling(on: item, scopes, isUndecided ? nil : others, context)
    }

    /// Those of `values` with which the caller may use the item, when `others` are its other arguments.
    func allowed(
        _ values: [String],
        of argument: String,
        of item: Item,
        needing scopes: Set<String>,
        _ others: JSONObject,
        in context: RequestContext
    ) -> [String] {
        guard access.rules[item]?.condition?.readsArguments ?? false else { return values }
        return values.filter { value in
            var arguments = others
            arguments[argument] = .string(value)
            return ruling(on: item, scopes, arguments, context) == nil
        }
    }

    /// Whether the caller may read what is at `uri`.
    func mayRead(_ uri: String, in context: RequestContext) -> Bool {
        guard let (offer, variables) = find(uri) else { return false }
        return denial(of: offer, variables, in: context) == nil
    }

    func denial(of offer: ResourceOffer, _ variables: [String: String], in context: RequestContext) -> RPCError? {
        let resource = offer.resource
        guard !access.rules.isEmpty else {
            return context.caller.holds(resource.requiredScopes) ? nil : .forbidden(resource.requiredScopes)
        }
        let arguments = JSONObject(variables.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
        return denial(of: .resource, resource.uri, needing: resource.requiredScopes, arguments, in: context)
    }
}

extension RequestContext {
    /// Who starts this process on a pipe owns it, and is not asked for conditions.
    fileprivate var ownsTheProcess: Bool { origin == nil && caller == .trusted }
}
