import TOML
import Telemetry

/// One value that stands in a file.
struct ConfigurationValue: Sendable, Equatable {
    /// `server.name`, or `middleware.jwt.validation.tokens[0].name`
    let path: String
    private let text: Secret
    private let isSecret: Bool
    /// The variable of the environment that holds against the file.
    let variable: String?

    init(_ path: String, _ value: TOMLValue, isSecret: Bool, from variable: String? = nil) {
        self.path = path
        self.isSecret = isSecret
        self.variable = variable
        text = Secret(value.text)
    }

    /// As anybody may see it.
    var shown: String { (isSecret ? "[secret]" : text.revealed) + (variable.map { " from \($0)" } ?? "") }
}

/// In which keys two files differ, and whether a server that runs takes them over. `${NAME}` is compared as it is written.
struct ConfigurationDiff {
    private let lines: [String]

    /// - Parameter old: `nil` compares with the defaults.
    init(from old: LoadedConfiguration?, to new: LoadedConfiguration) {
        let before = Dictionary((old?.values ?? []).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let after = Dictionary(new.values.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let gone = (old?.values ?? []).map(\.path).filter { after[$0] == nil }
        let running = old?.configuration ?? Configuration()
        lines = (new.values.map(\.path) + gone).filter { before[$0] != after[$0] }.map { path in
            let values = [before[path], after[path]].map { $0?.shown ?? "(default)" }
            let effect = StartOnly.covers(TOMLPath.key(of: path), in: running) ? "needs a restart" : "applies on reload"
            return "\(path): \(values.joined(separator: " → ")) (\(effect))"
        }
    }

    var text: String { lines.isEmpty ? "no differences" : lines.joined(separator: "\n") }
}
