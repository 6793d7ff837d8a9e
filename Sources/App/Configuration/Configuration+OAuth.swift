import Auth
import HTTP

extension Configuration {
    /// Which hosts may be asked, by name.
    var allowedHosts: AllowedHosts { AllowedHosts(oauthDomains, writtenByOperator: operatorURLs) }

    /// Every URL that stands in the configuration to be asked.
    private var operatorURLs: [HTTPURL] {
        var urls = [authorizationServer?.issuer, protectedResource?.keys].compactMap(\.self)
        urls += protectedResource?.authorizationServers ?? []
        switch login?.provider {
        case .oidc(let issuer): urls.append(issuer)
        case .oauth2(_, let token, let user): urls += [token, user]
        case nil: break
        }
        if case .local(let local) = jwt {
            urls +=
                local.issuers.compactMap(\.url) + [local.introspection?.url, local.tokenInfo?.url].compactMap(\.self)
        }
        return urls
    }

    /// What `[auth]` leaves out and other tables say.
    mutating func completeLogin(sendsResource: Bool) {
        if login?.provider == nil {
            let issuer = authorizationServer?.issuer ?? firstIssuer
            login?.provider = issuer.map { .oidc(issuer: $0) }
        }
        if login?.redirectURI == nil, let own = hosts.publicURL, own.isSecure || own.isLoopback {
            let base = own.text.hasSuffix("/") ? own.text.dropLast() : own.text[...]
            login?.redirectURI = HTTPURL(base + "/callback")
        }
        if !sendsResource {
            login?.resource = nil
        } else if login?.resource == nil {
            login?.resource = protectedResource?.resource.text
        }
    }

    private var firstIssuer: HTTPURL? {
        guard case .local(let local) = jwt else { return nil }
        return local.issuers.lazy.compactMap { HTTPURL($0.name) }.first
    }
}

extension IssuerSettings {
    /// Where this server asks for keys.
    fileprivate var url: HTTPURL? {
        switch keys {
        case .discovered: HTTPURL(name)
        case .published(let url): url
        case .shared: nil
        }
    }
}
