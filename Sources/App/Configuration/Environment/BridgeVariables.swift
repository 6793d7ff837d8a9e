/// Variables of the Bridge gateway. Their names belong to nobody, so they are read only where that is asked for.
extension VariablesFound {
    mutating func readBridge(_ variables: Variables) {
        for (name, key) in [
            ("HOST", "server.transport.http.host"), ("PORT", "server.transport.http.port"),
            ("MAX_REQUEST_SIZE", "server.limits.body"),
        ] {
            if let text = variables.foreign(name, in: &self) { set(key, text, from: name) }
        }
        readBridgeLog(variables)
        readBridgeNames(variables)
        readBridgeTokens(variables)
        readBridgeLimits(variables)
        for name in Self.gateway where variables.names.contains(name) { ignore(name, "this server is no gateway") }
    }

    private static let gateway = [
        "API_KEY_HEADER", "ENABLE_OBO", "KEYCLOAK_CLIENT_ID", "KEYCLOAK_CLIENT_SECRET", "OBO_CACHE_TTL",
        "SERVICE_REGISTRY_FILE",
    ]

    private mutating func readBridgeLog(_ variables: Variables) {
        if let level = variables.foreign("LOG_LEVEL", in: &self) {
            set("log.level", PythonWords.level(level), from: "LOG_LEVEL")
        } else if let debug = variables.foreign("DEBUG", in: &self), PythonWords.truth(debug) == "true" {
            set("log.level", "debug", from: "DEBUG")
        }
        if let format = variables.foreign("LOG_FORMAT", in: &self) {
            set("log.format", format.lowercased(), from: "LOG_FORMAT")
        }
    }

    private mutating func readBridgeNames(_ variables: Variables) {
        if let hosts = variables.foreign("ALLOWED_HOSTS", in: &self) {
            if ["*", "[\"*\"]"].contains(hosts) {
                ignore(
                    "ALLOWED_HOSTS",
                    "not every name is allowed",
                    suggestion: "write public_url, or the names that clients use"
                )
            } else {
                set("server.transport.http.allowed_hosts", hosts, from: "ALLOWED_HOSTS")
            }
        }
        if let origins = variables.foreign("CORS_ORIGINS", in: &self) {
            set("middleware.cors.allow_origins", origins, from: "CORS_ORIGINS")
        }
    }

    private mutating func readBridgeTokens(_ variables: Variables) {
        let enabled = variables.foreign("ENABLE_AUTH", in: &self).map(PythonWords.truth)
        if let enabled { set("middleware.jwt.enabled", enabled, from: "ENABLE_AUTH") }
        if let scopes = variables.foreign("REQUIRED_SCOPES", in: &self), scopes != "[]" {
            refuse(
                "REQUIRED_SCOPES",
                "there is no such key here, and calls must not be let in without it",
                suggestion: "write allow_conditions, such as payload.scope.contains(\"mcp\"), or [access], and unset it"
            )
        }
        guard enabled == "true" else { return }
        let local = "middleware.jwt.validation.local"
        set("middleware.jwt.validation.strategy", "local", from: "ENABLE_AUTH")
        if let issuer = variables.foreign("TOKEN_ISSUER", in: &self) {
            set("\(local).issuer", issuer, from: "TOKEN_ISSUER")
        } else if let server = variables.foreign("KEYCLOAK_SERVER_URL", in: &self) {
            let realm = variables.foreign("KEYCLOAK_REALM", in: &self) ?? "master"
            let base = server.hasSuffix("/") ? String(server.dropLast()) : server
            set("\(local).issuer", "\(base)/realms/\(realm)", from: "KEYCLOAK_SERVER_URL")
        }
        for (name, key) in [
            ("TOKEN_AUDIENCE", "audience"), ("JWKS_CACHE_TTL", "cache_interval"), ("CLOCK_SKEW_TOLERANCE", "leeway"),
        ] {
            if let text = variables.foreign(name, in: &self) { set("\(local).\(key)", text, from: name) }
        }
    }

    private mutating func readBridgeLimits(_ variables: Variables) {
        let enabled = variables.foreign("ENABLE_RATE_LIMITING", in: &self).map(PythonWords.truth)
        guard enabled != "false" else { return }
        if enabled == "true" { set("middleware.tool_limit.calls", "5", from: "ENABLE_RATE_LIMITING") }
        for (name, key) in [("RATE_LIMIT_DEFAULT_LIMIT", "calls"), ("RATE_LIMIT_DEFAULT_WINDOW", "window")] {
            if let text = variables.foreign(name, in: &self) { set("middleware.tool_limit.\(key)", text, from: name) }
        }
        if let backend = variables.foreign("RATE_LIMIT_BACKEND", in: &self), backend != "memory" {
            ignore("RATE_LIMIT_BACKEND", "every process counts for itself")
        }
    }
}
