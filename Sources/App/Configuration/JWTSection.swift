import HTTP
import TOML

/// `[middleware.jwt]`: who says which token is good.
public enum JWTSettings: Sendable, Equatable {
    case disabled
    /// This server.
    case local(LocalJWTSettings)
    /// A proxy in front, which hands the claims on in this header.
    case external(header: HTTPFieldName)
}

/// `[middleware.jwt.validation.local]`
public struct LocalJWTSettings: Sendable, Equatable {
    /// Where the issuer publishes its keys (RFC 7517 §5).
    public var keys: HTTPURL
    /// How long the keys are kept.
    public var cacheInterval = Duration.seconds(300)
    /// What `iss` must be; `nil` leaves it unchecked.
    public var issuer: String?
    /// What `aud` must contain.
    public var audience: String?
    /// Expressions over the claims, all of which must hold.
    public var allowConditions: [AllowCondition] = []
}

/// `[[middleware.jwt.validation.local.allow_conditions]]`
public struct AllowCondition: Sendable, Equatable {
    /// In the Common Expression Language, over `payload`.
    public var expression: String
}

/// `jwt_exposed_claims`: the claims that tools may see.
public enum ExposedClaims: Sendable, Equatable {
    case all
    case only([String])
}

extension JWTSettings: TOMLSection {
    private enum Strategy: String, CaseIterable, TOMLReadable { case local, external }

    public init(_ table: TOMLTable) {
        // A file that names the table without saying whether it holds must not be guessed about.
        let enabled = table.isPresent && table[required: "enabled"] ?? false
        let validation = table.table("validation")
        if !enabled { table.relax() }
        if !enabled { validation.relax() }
        let strategy: Strategy = validation[required: "strategy"] ?? .local
        let header: HTTPFieldName = validation["forwarded_header"] ?? "X-Validated-Jwt"
        let localTable = validation.table("local")
        if !enabled || strategy == .external { localTable.relax() }
        let local = LocalJWTSettings(localTable)
        self = !enabled ? .disabled : strategy == .local ? .local(local) : .external(header: header)
    }
}

extension LocalJWTSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        keys = table[required: "jwks_uri"] ?? .placeholder
        cacheInterval = table["cache_interval", in: .seconds(1)...(.seconds(604_800))] ?? cacheInterval
        issuer = table["issuer"] ?? issuer
        audience = table["audience"] ?? audience
        allowConditions = table["allow_conditions"] ?? allowConditions
    }
}

extension AllowCondition: TOMLSection {
    public init(_ table: TOMLTable) { expression = table[required: "expression"] ?? "false" }
}

extension ExposedClaims: TOMLReadable {
    public init?(_ entry: TOMLEntry) {
        switch entry.value {
        case .array:
            guard let names = [String](entry) else { return nil }
            self = .only(names)
        case .string where entry.string == "all": self = .all
        default:
            entry.refuse("must be 'all' or an array of names of claims")
            return nil
        }
    }
}
