public import HTTP

/// Which hosts this server asks for OAuth's sake.
///
/// What the operator wrote in the configuration is asked as it stands, on private networks too, unless there is a list
/// and it is not on it. What a document, a header or a redirect names must be on the list, and public.
public struct AllowedHosts: Sendable, Equatable {
    private let patterns: [DomainPattern]
    /// `scheme://host:port` of the operator's URLs.
    private let own: Set<String>

    /// - Parameters:
    ///   - patterns: the list; empty means the operator's hosts and no other.
    ///   - urls: what the operator wrote. A document that names one of their hosts again leads nowhere new.
    public init(_ patterns: [DomainPattern] = [], writtenByOperator urls: [HTTPURL]) {
        self.patterns = patterns
        own = Set(urls.map(\.origin))
    }

    /// Whether the operator may have written `url`.
    public func allows(_ url: HTTPURL) -> Bool { rule(for: url, namedBy: .configuration) != nil }

    /// How `url` may be asked: as the operator's, or only at a public address; `nil` for not at all.
    func rule(for url: HTTPURL, namedBy origin: HTTPClientRequest.Origin) -> HTTPClientRequest.Origin? {
        let isListed = patterns.contains { $0.matches(url) }
        if origin == .configuration || own.contains(url.origin) {
            return patterns.isEmpty || isListed ? .configuration : nil
        }
        guard isListed else { return nil }
        // Whoever lists an address means that one, whatever network it is in.
        return patterns.contains { $0.isAddress(of: url) } ? .configuration : .document
    }
}
