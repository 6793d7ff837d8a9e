import JSON
import Auth
import CEL
import TOML

extension Condition {
    /// Reads an expression. What is wrong with it is shown where it stands.
    init?(_ entry: TOMLEntry, about subject: Subject) {
        guard let text = entry.string else { return nil }
        do throws(CELError) {
            try self.init(text, about: subject, zones: .system)
        } catch {
            entry.refuse("is no condition: \(error.message)", at: error.offset..<error.offset + 1)
            return nil
        }
    }
}

/// An expression over any request.
struct RequestCondition: TOMLReadable {
    let condition: Condition

    init?(_ entry: TOMLEntry) {
        guard let condition = Condition(entry, about: .request) else { return nil }
        self.condition = condition
    }
}

/// An expression over the use of one item.
struct ItemExpression: TOMLReadable {
    let condition: Condition

    init?(_ entry: TOMLEntry) {
        guard let condition = Condition(entry, about: .item) else { return nil }
        self.condition = condition
    }
}

/// `[[….allow_conditions]]`
struct AllowConditionSection: TOMLSection {
    /// `nil` when a problem has been noted.
    let condition: Condition?

    init(_ table: TOMLTable) {
        let expression: RequestCondition? = table[required: "expression"]
        condition = expression?.condition
    }
}

extension AllowConditionSection {
    static func reference(_ path: String, example: JSONValue) -> SectionDescription {
        SectionDescription(
            path,
            "a [condition](access.md#conditions) for whoever shows a token; all must hold, whatever the strategy",
            [
                .key(
                    "expression",
                    .string,
                    .required,
                    "an expression over `payload` and `request`",
                    example: example
                )
            ]
        )
    }
}
