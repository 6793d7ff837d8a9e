import Auth
import TOML
import Telemetry

/// `[server.keys]`: what this server seals with.
public struct KeysSettings: Sendable, Equatable {
    /// The first seals, all of them open. None: a random key, which other replicas and the next start do not know.
    public var ring: [Secret] = []
}

extension KeysSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        let keys: [RingKey]? = table["ring"]
        ring = keys.map { $0.map(\.secret) } ?? ring
    }
}

/// A secret that is long enough to be a key.
private struct RingKey: TOMLReadable {
    let secret: Secret

    init?(_ entry: TOMLEntry) {
        guard let secret = Secret(entry) else { return nil }
        guard secret.revealed.utf8.count >= KeyRing.leastKey else {
            entry.concealed.refuse(
                "must have at least \(KeyRing.leastKey) bytes",
                suggestion: "openssl rand -base64 32 makes one"
            )
            return nil
        }
        self.secret = secret
    }
}
