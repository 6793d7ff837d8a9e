/// Variables of the template with Redis and an authorization server of its own.
extension VariablesFound {
    /// Those whose names say that they are for a server of MCP.
    mutating func readTemplate(_ variables: Variables) {
        for (names, key) in [
            (["MASK_MCP_HOST", "MCP_HOST"], "server.transport.http.host"),
            (["MASK_MCP_PORT", "MCP_PORT"], "server.transport.http.port"),
        ] {
            for name in names {
                if let text = variables.foreign(name, in: &self) { set(key, text, from: name) }
            }
        }
    }

    /// Those that other programs have, too.
    mutating func readRestOfTemplate(_ variables: Variables) {
        if let version = variables.foreign("APP_VERSION", in: &self) {
            set("server.version", version, from: "APP_VERSION")
        }
        if let file = variables.foreign("LOG_FILE", in: &self) { set("log.file", file, from: "LOG_FILE") }
        for name in ["REDIS_HOST", "REDIS_PORT", "REDIS_P", "REDIS_DB"] where variables.names.contains(name) {
            ignore(name, "sessions are sealed and kept by clients", suggestion: "write server.keys.ring")
        }
        for name in ["ENCRYPTION_KEY", "ENCRYPTION_IV"] where variables.names.contains(name) {
            ignore(name, "nothing is encrypted with a fixed vector", suggestion: "write server.keys.ring")
        }
    }
}
