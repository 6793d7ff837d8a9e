internal import HTTP
internal import JSON

/// Fetches the keys of one issuer: from where the configuration says, or from where the issuer's metadata says.
struct KeySource: Sendable {
    enum Failure: Error, Sendable, Equatable {
        case unreachable(HTTPClientError)
        case status(Int)
        /// The answer is not what it should be.
        case unreadable
        /// The metadata is another issuer's.
        case otherIssuer
        /// Metadata that came over TLS names a place without it, where anybody on the way can put keys of their own.
        case insecureKeys
        /// None of the keys can verify.
        case noKeys
    }

    let issuer: String
    /// `nil`: the issuer's metadata says it.
    let place: HTTPURL?
    let client: any HTTPClient

    func keys(reusing known: [VerificationKey]) async throws(Failure) -> JWKSet {
        let place = try await place()
        guard let set = JWKSet(try await document(at: place.url, namedBy: place.origin), reusing: known) else {
            throw .unreadable
        }
        guard !set.keys.isEmpty else { throw .noKeys }
        return set
    }

    private typealias Place = (url: HTTPURL, origin: HTTPClientRequest.Origin)

    private func place() async throws(Failure) -> Place {
        if let place { return (place, .configuration) }
        var failure = Failure.unreadable
        for place in IssuerMetadata.places(of: issuer) {
            do throws(Failure) {
                return try keysPlace(in: try await document(at: place, namedBy: .configuration), at: place)
            } catch {
                failure = error
                // The other places are of the same host.
                if case .unreachable = error { throw error }
            }
        }
        throw failure
    }

    /// The host that the operator wrote may name itself again; any other is a stranger's word.
    private func keysPlace(in metadata: JSONObject, at place: HTTPURL) throws(Failure) -> Place {
        guard let name = metadata["issuer"]?.string, name.utf8.elementsEqual(issuer.utf8) else { throw .otherIssuer }
        guard let url = metadata["jwks_uri"]?.string.flatMap(HTTPURL.init) else { throw .unreadable }
        guard url.isSecure || !place.isSecure else { throw .insecureKeys }
        let isOwn = IssuerMetadata.origin(of: url) == IssuerMetadata.origin(of: place)
        return (url, isOwn ? .configuration : .document)
    }

    private func document(at url: HTTPURL, namedBy origin: HTTPClientRequest.Origin) async throws(Failure) -> JSONObject
    {
        var request = HTTPClientRequest(.get, url, fields: [.accept: "application/json"], namedBy: origin)
        request.timeout = Self.timeout
        request.limit = Self.limit
        let response: HTTPClientResponse
        do throws(HTTPClientError) { response = try await client.send(request) } catch { throw .unreachable(error) }
        guard response.status == .ok else { throw .status(response.status.code) }
        guard let document = JSONObject(untrusted: response.body) else { throw .unreadable }
        return document
    }

    /// For one document.
    private static let timeout = Duration.seconds(5)
    /// Largest document, bytes.
    private static let limit = 256 << 10
}

extension KeySource.Failure {
    /// For the log.
    var reason: String {
        switch self {
        case .unreachable(let error): "\(error)"
        case .status(let code): "status \(code)"
        case .unreadable: "the document is not readable"
        case .otherIssuer: "the metadata is another issuer's"
        case .insecureKeys: "the metadata names keys without https"
        case .noKeys: "no key can verify"
        }
    }
}
