import Auth
import HTTP
import MCP
import Platform

/// Every key of `config.toml`, described where it is read. Made anew at each call: only who asks pays for it.
enum ConfigurationReference {
    /// In the order of `docs/configuration.md`.
    static var sections: [SectionDescription] {
        var sections = [Configuration.topReference, MCPSettings.serverReference, Configuration.transportReference]
        sections += [Configuration.httpReference, KeysSettings.reference]
        sections += TLSSection.references
        sections += [HTTPServerSettings.Limits.reference, MCPSettings.reference]
        sections += AccessSettings.references
        sections += [ManagementSettings.reference, TracesSettings.reference, DemoSettings.reference]
        sections += [LogSettings.reference, AccessLogSettings.reference, CORSSettings.reference]
        sections += LimitSettings.references
        sections += JWTSettings.references
        sections += LocalJWTSettings.references
        sections += [AuthorizationServerSettings.reference, ProtectedResourceSettings.reference]
        sections += [LoginSettings.reference, OutboundSettings.reference]
        return sections
    }
}
