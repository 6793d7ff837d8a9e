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
        let keys: [LongSecret]? = table["ring"]
        ring = keys.map { $0.map(\.secret) } ?? ring
    }
}
