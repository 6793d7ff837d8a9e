/// A file as the Python edition of this server ships one: the same keys, in the same tables, in our words.
enum PythonEdition {
    static let file = """
        # Who the server is, and where it listens.
        [server]
        name = "MCP Forge Python"
        version = "0.1.0"

        [server.transport]
        type = "http"

        [server.transport.http]
        host = "0.0.0.0"
        port = 8080

        [middleware.access_logs]
        excluded_headers = ["authorization"]
        redacted_headers = ["x-api-key"]

        [middleware.cors]
        allow_origins = ["*"]
        allow_credentials = true
        allow_methods = ["*"]
        allow_headers = ["*"]

        [middleware.jwt]
        enabled = true

        [middleware.jwt.validation]
        strategy = "local"
        forwarded_header = "X-Validated-Jwt"

        # Meant for the top of the file; by the rules of TOML it belongs to the table above.
        jwt_exposed_claims = "all"

        [middleware.jwt.validation.local]
        jwks_uri = "https://keys.example.com/realms/r/protocol/openid-connect/certs"
        cache_interval = 10
        whitelist_domains = ["keys.example.com"]
        issuer = "https://keys.example.com/"
        audience = "some-client"

        [[middleware.jwt.validation.local.allow_conditions]]
        expression = 'has(payload.email) && payload.email.endswith("@yourdomain.com")'

        [oauth_authorization_server]
        enabled = false
        issuer_uri = "http://localhost:8080/auth/realms/master"

        [oauth_protected_resource]
        enabled = false
        resource = "mcp-resource"
        auth_servers = ["http://localhost:8080/auth/realms/master"]
        jwks_uri = "http://localhost:8080/auth/realms/master/protocol/openid-connect/certs"
        scopes_supported = ["openid", "profile", "email"]

        # Meant for the top of the file, too.
        oauth_whitelist_domains = ["localhost", "yourdomain.com"]

        [auth]
        client_id = "YOUR_CLIENT_ID"
        client_secret = "YOUR_CLIENT_SECRET"
        """
}
