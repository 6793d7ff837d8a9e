import TOML

/// `MCP_FORGE__SERVER__TRANSPORT__HTTP__PORT` is `server.transport.http.port`.
enum OwnVariables {
    static let prefix = "MCP_FORGE__"
    static let fileSuffix = "_FILE"

    /// The names on the way to the key.
    static func path(of variable: String) -> [String] {
        var path = [""]
        var rest = variable.dropFirst(prefix.count).lowercased()[...]
        while let letter = rest.first {
            if rest.hasPrefix("__") {
                path.append("")
                rest = rest.dropFirst(2)
            } else {
                path[path.count - 1].append(letter)
                rest = rest.dropFirst()
            }
        }
        return path
    }

    /// The variable of a key: `server.name` is `MCP_FORGE__SERVER__NAME`.
    static func name(of key: String) -> String {
        prefix + key.uppercased().split(separator: ".").joined(separator: "__")
    }
}

extension VariablesFound {
    /// - Parameter files: those that name a file with the value.
    mutating func readOwn(_ variables: Variables, files: Set<String>) {
        for variable in variables.names where variable.hasPrefix(OwnVariables.prefix) {
            guard files.contains(variable) else {
                guard let text = variables.text(variable, in: &self) else { continue }
                overrides.append(TOMLOverride(OwnVariables.path(of: variable), text, from: variable))
                continue
            }
            let name = String(variable.dropLast(OwnVariables.fileSuffix.count))
            if variables.names.contains(name) { continue }
            let known = refused.count
            if let text = variables.text(name, in: &self, from: variable) {
                overrides.append(TOMLOverride(OwnVariables.path(of: name), text, from: variable))
            } else if refused.count == known {
                refuse(variable, "the file that it names is empty")
            }
        }
    }

    /// What `[auth]` is filled up with; here it holds against what stands there. Without the table it is not read.
    mutating func readLogin(_ variables: Variables, _ root: TOMLMembers) {
        guard case .table = root["auth"]?.value else { return }
        for key in ["client_id", "client_secret", "redirect_uri"] {
            let name = "MCP_\(key.uppercased())"
            if let text = variables.foreign(name, in: &self) { set("auth.\(key)", text, from: name) }
        }
    }
}
