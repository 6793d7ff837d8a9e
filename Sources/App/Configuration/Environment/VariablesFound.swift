import TOML

/// What variables of the environment have to say to a configuration.
struct VariablesFound {
    /// In the order in which they hold: the last one does.
    var overrides: [TOMLOverride] = []
    /// Variables of other servers that set nothing here, with the reason.
    var ignored: [Notice] = []
    /// What must not be passed over.
    var refused: [Notice] = []

    struct Notice: Equatable {
        let variable: String
        let message: String
        var suggestion: String?
    }

    mutating func set(_ key: String, _ text: String, from variable: String) {
        overrides.append(TOMLOverride(key.split(separator: ".").map(String.init), text, from: variable))
    }

    mutating func ignore(_ variable: String, _ reason: String, suggestion: String? = nil) {
        ignored.append(Notice(variable: variable, message: "has no effect here: \(reason)", suggestion: suggestion))
    }

    mutating func refuse(_ variable: String, _ reason: String, suggestion: String? = nil) {
        refused.append(Notice(variable: variable, message: reason, suggestion: suggestion))
    }
}
