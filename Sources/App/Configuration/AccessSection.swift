import JSON
import Auth
import MCP
import TOML

/// `[access]`: who may use what, over the scopes that the code declares.
public struct AccessSettings: Sendable, Equatable {
    /// What lists show.
    public enum Lists: String, Sendable, CaseIterable, TOMLReadable {
        /// What the caller may use.
        case allowed
        case all
    }

    /// How a tool is denied over HTTP.
    public enum Denials: String, Sendable, CaseIterable, TOMLReadable {
        /// With 403, so that a client can ask for a better token.
        case status
        /// With a result that the model reads.
        case result
    }

    public var lists = Lists.allowed
    public var denials = Denials.status
    public var items: [Item: ItemAccess] = [:]

    public init() {}
}

/// `[access.tools.NAME]`, `[access.resources.URI]`, `[access.prompts.NAME]`
public struct ItemAccess: Sendable, Equatable {
    /// In place of the scopes that the code declares; `nil` leaves those.
    public var scopes: [Scope]?
    /// Must hold besides.
    public var condition: Condition?
}

/// One word of a token's scopes (RFC 6749 §3.3).
public struct Scope: Sendable, Hashable {
    public let text: String

    public init?(_ text: String) {
        let isToken = text.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != 0x22 && $0 != 0x5C }
        guard isToken, !text.isEmpty else { return nil }
        self.text = text
    }
}

extension AccessSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        lists = table["lists"] ?? lists
        denials = table["denials"] ?? denials
        for kind in Item.Kind.allCases {
            for (name, rule) in table.table("\(kind.rawValue)s").tables {
                items[Item(kind, name)] = ItemAccess(rule)
            }
        }
    }

    /// Notes rules for what is not offered: one with a slip in its name would leave its item open.
    func refuseUnknown(in table: TOMLTable, _ known: [Item]) {
        for item in items.keys.sorted(by: { $0.name < $1.name }) where !known.contains(item) {
            let names = known.filter { $0.kind == item.kind }.map(\.name)
            table.table("\(item.kind.rawValue)s").refuse(
                name: item.name,
                "this server offers no \(item.kind.rawValue) '\(item.name)'",
                among: names
            )
        }
    }

    /// As the server applies them.
    func rules(telling failures: ConditionFailures? = nil) -> AccessRules {
        AccessRules(
            items.mapValues { item in
                AccessRule(
                    scopes: item.scopes.map { Set($0.map(\.text)) },
                    condition: item.condition.map { ItemCondition(condition: $0, failures: failures) }
                )
            },
            hidesForbidden: lists == .allowed,
            deniesWithResults: denials == .result
        )
    }
}

extension ItemAccess: TOMLSection {
    public init(_ table: TOMLTable) {
        scopes = table["scopes"]
        let expression: ItemExpression? = table["condition"]
        condition = expression?.condition
    }
}

extension Scope: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        guard let text = entry.string else { return nil }
        guard let scope = Scope(text) else {
            entry.refuse("must be one scope, such as 'tool:user'")
            return nil
        }
        self = scope
    }
}

extension AccessSettings {
    static var references: [SectionDescription] {
        let names = [("tools", "hello_world"), ("resources", "greeting://{name}"), ("prompts", "introduce")]
        let rules = names.map { kind, name in
            SectionDescription(
                "access.\(kind).*",
                "a rule for one of the \(kind) by its name, such as `\(name)`",
                ItemAccess.keys
            )
        }
        return [
            SectionDescription(
                "access",
                "who may use what ([the page](access.md)), over the scopes that the code declares",
                [
                    .key(
                        "lists",
                        .words(of: Lists.self),
                        "allowed",
                        "whether lists leave out what the caller may not use"
                    ),
                    .key(
                        "denials",
                        .words(of: Denials.self),
                        "status",
                        "how a tool is denied over HTTP: with 403 and the scopes that are missing, or with a result that says so"
                    ),
                ]
            )
        ] + rules
    }
}

extension ItemAccess {
    fileprivate static var keys: [KeyDescription] {
        [
            .key(
                "scopes",
                .list(Scope.type),
                .unset,
                "what a token must hold, in place of what the code declares",
                example: ["tool:user"]
            ),
            .key(
                "condition",
                .string,
                .unset,
                "an expression ([CEL](access.md#conditions)) that must hold besides",
                example: "payload.email.endsWith(\"@example.com\")"
            ),
        ]
    }
}

extension Scope {
    static var type: ValueType { .matching("^[!#-\\[\\]-~]+$") }
}
