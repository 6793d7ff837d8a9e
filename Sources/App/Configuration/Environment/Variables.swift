import TOML

/// The variables of the process that may configure it.
struct Variables {
    /// Those that are set, in the order of their names.
    let names: [String]
    private let environment: TOMLEnvironment

    init(_ names: [String], in environment: TOMLEnvironment) {
        self.names = Set(names).sorted()
        self.environment = environment
    }

    /// Names servers whose variables have names that other programs have, too.
    static let switchName = "MCP_FORGE_VARIABLES_OF"

    private enum Edition: String, CaseIterable { case bridge, template }

    /// What they say about a document.
    ///
    /// - Parameters:
    ///   - root: the keys of the document.
    ///   - files: variables of this server that name a file with the value, and no key.
    func found(for root: TOMLMembers, files: Set<String> = []) -> VariablesFound {
        var found = VariablesFound()
        found.readEngine(self)
        found.readTemplate(self)
        found.readLogin(self, root)
        for edition in editions(&found) {
            switch edition {
            case .bridge: found.readBridge(self)
            case .template: found.readRestOfTemplate(self)
            }
        }
        found.readOwn(self, files: files)
        return found
    }

    /// What `name` holds, or the file that `name` + `_FILE` points at. `nil` for one that is not set, or empty.
    ///
    /// - Parameter variable: the one that is to blame when that cannot be read.
    func text(_ name: String, in found: inout VariablesFound, from variable: String? = nil) -> String? {
        do throws(TOMLEnvironment.Unreadable) {
            guard let text = try environment.value(of: name), !text.isEmpty else { return nil }
            return text
        } catch {
            found.refuse(variable ?? name, error.reason)
            return nil
        }
    }

    /// The same of another server's variable. What Kubernetes says of a service that is called like the server is passed
    /// over: `MCP_PORT=tcp://10.0.0.7:80`.
    func foreign(_ name: String, in found: inout VariablesFound) -> String? {
        text(name, in: &found).flatMap { $0.hasPrefix("tcp://") || $0.hasPrefix("udp://") ? nil : $0 }
    }

    private func editions(_ found: inout VariablesFound) -> [Edition] {
        let words = text(Self.switchName, in: &found)?.split(separator: ",") ?? []
        return words.compactMap { word in
            let edition = Edition(rawValue: String(word))
            if edition == nil {
                found.refuse(
                    Self.switchName,
                    "'\(word)' is no server whose variables are read",
                    suggestion: Edition.allCases.map { "'\($0.rawValue)'" }.joined(separator: " or ")
                )
            }
            return edition
        }
    }
}
