/// Files as the Go edition of this server ships them: the same keys, with the same kinds of values, in our words.
enum GoEdition {
    static let http = """
        # Who the server is, and where it listens: every address.
        server:
          name: "Forge in Go"
          version: "1.2.3"
          transport:
            type: "http"
            http:
              host: ":8080"

        middleware:
          access_logs:
            excluded_headers:
              - X-Noise
            redacted_headers:
              - Authorization
              - X-Validated-Jwt

          jwt:
            enabled: true
            validation:
              # A proxy has verified the token.
              strategy: "external"
              forwarded_header: "X-Validated-Jwt"
              local:
                jwks_uri: &Keys "https://login.example.com/realms/tools/protocol/openid-connect/certs"
                cache_interval: "10s"
                allow_conditions: []
                #  - expression: 'payload.groups.exists(group, group in ["admin", "editor"])'

        oauth_authorization_server:
          enabled: true
          url_suffix: "/mcp"
          issuer_uri: "https://login.example.com/realms/tools"

        oauth_protected_resource:
          enabled: true
          url_suffix: "/mcp"
          resource: "https://tools.example.com/mcp"
          auth_servers:
            - "https://login.example.com/realms/tools"
          jwks_uri: *Keys
          scopes_supported:
            - openid
            - groups
            - tools/audience

          # Nothing to say about these.
          bearer_methods_supported: []
          resource_signing_alg_values_supported: []
          resource_name: ""
          resource_documentation: ""
          resource_policy_uri: ""
          resource_tos_uri: ""
          tls_client_certificate_bound_access_tokens: false
          authorization_details_types_supported: []
          dpop_signing_alg_values_supported: []
          dpop_bound_access_tokens_required: false
        """

    static let stdio = """
        server:
          name: "Forge in Go"
          version: "1.2.3"
          transport:
            type: "stdio"

        middleware:
          jwt:
            enabled: false

        oauth_protected_resource:
          enabled: false
        """
}
