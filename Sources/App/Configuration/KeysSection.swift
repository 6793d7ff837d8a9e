import JSON
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

extension KeysSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "server.keys",
            "what this server seals with: sessions and the like, which clients keep for it and cannot read or change",
            [
                .key(
                    "ring",
                    .list(.secret),
                    [],
                    "the first seals, all of them open. At least 32 bytes of text each, used as it stands: base64 is not decoded",
                    example: ["${SERVER_KEY}"]
                )
            ]
        )
    }
}
