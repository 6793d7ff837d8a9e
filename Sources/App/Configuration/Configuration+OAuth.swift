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
        return urls
    }

    /// What `[auth]` leaves out and other tables say.
    mutating func completeLogin(sendsResource: Bool) {
        if login?.provider == nil { login?.provider = authorizationServer.map { .oidc(issuer: $0.issuer) } }
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
}
