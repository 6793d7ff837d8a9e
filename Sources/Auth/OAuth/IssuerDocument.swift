public import HTTP
public import JSON
public import Telemetry

/// What an issuer says about itself (RFC 8414 §2, OpenID Connect Discovery 1.0 §3), fetched when first needed and kept
/// for an hour. While the issuer is down, what is known serves on.
public actor IssuerDocument {
    public enum Failure: Error, Sendable, Equatable {
        /// The configuration keeps this server from asking the issuer.
        case notAllowed
        /// No answer, or none that can be used.
        case unavailable
    }
    private typealias Outcome = Result<JSONObject, Failure>

    private let issuer: HTTPURL
    private let client: any HTTPClient
    private let time: Time
    private let log: Logger
    private var known: JSONObject?
    private var last: (outcome: Outcome, at: Duration)?
    private var fetching: Task<Outcome, Never>?

    public init(of issuer: HTTPURL, from client: any HTTPClient, time: Time, log: Logger) {
        self.issuer = issuer
        self.client = client
        self.time = time
        self.log = log
    }

    public func current() async throws(Failure) -> JSONObject {
        if let last, time.uptime() - last.at < last.outcome.freshness { return try last.outcome.get(or: known) }
        // Many wait for it, so none of them cancels it; each of its requests has a deadline.
        let task = fetching ?? Task { await fetch() }
        fetching = task
        return try await task.value.get(or: known)
    }

    private func fetch() async -> Outcome {
        let outcome = await ask()
        if case .success(let document) = outcome { known = document }
        last = (outcome, time.uptime())
        fetching = nil
        return outcome
    }

    private func ask() async -> Outcome {
        var reason = "the issuer is no URL of an issuer"
        for place in IssuerMetadata.places(of: issuer.text) {
            var request = HTTPClientRequest(.get, place, fields: [.accept: "application/json"], namedBy: .configuration)
            request.limit = Self.limit
            do throws(HTTPClientError) {
                let response = try await client.send(request)
                guard response.status == .ok else {
                    reason = "status \(response.status.code)"
                    continue
                }
                guard let document = JSONObject(untrusted: response.body) else {
                    reason = "not a JSON object"
                    continue
                }
                guard isOwn(document) else {
                    reason = "it names another issuer"
                    continue
                }
                return .success(document)
            } catch {
                // The other places are of the same host.
                reason = "\(error)"
                if error == .notAllowed { return .failure(.notAllowed) }
                break
            }
        }
        log.warning(
            "the issuer's metadata cannot be used",
            ["issuer": .string(issuer.text), "reason": .string(reason)]
        )
        return .failure(.unavailable)
    }

    /// A slash at the end is often forgotten, and changes nothing about who was asked.
    private func isOwn(_ document: JSONObject) -> Bool {
        guard let name = document["issuer"]?.string else { return false }
        return name == issuer.text || name == issuer.text + "/" || name + "/" == issuer.text
    }

    /// Largest document, bytes.
    private static let limit = 256 << 10
}

extension Result<JSONObject, IssuerDocument.Failure> {
    /// How long it is not asked again.
    fileprivate var freshness: Duration { if case .success = self { .seconds(3600) } else { .seconds(5) } }

    /// The document, or the last one that could be used.
    fileprivate func get(or known: JSONObject?) throws(IssuerDocument.Failure) -> JSONObject {
        switch self {
        case .success(let document): return document
        case .failure(let failure):
            guard failure == .unavailable, let known else { throw failure }
            return known
        }
    }
}
