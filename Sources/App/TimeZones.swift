import CEL
import Platform
import Synchronization

extension TimeZoneTable {
    /// The time zones of this machine; without its database, none. A file is read when an expression first names it.
    static let system = TimeZoneTable(in: "/usr/share/zoneinfo")

    /// The zones whose files lie in `folder`, by their paths in it.
    init(in folder: String) {
        let cache = ZoneCache()
        self.init { name in cache.rules(for: name) { Self.rules(in: folder, name) } }
    }

    /// Largest file of a zone, bytes. Those of the database have some 4 KB.
    private static let fileLimit = 64 << 10

    private static func rules(in folder: String, _ name: String) -> TimeZoneRules? {
        // A name may come from a client: no step leads out of the folder.
        guard name.utf8.count <= 64, name.utf8.allSatisfy(isPartOfName), !name.hasPrefix("/") else { return nil }
        guard let file = try? FileSystem.read(folder + "/" + name, limit: fileLimit) else { return nil }
        return TimeZoneRules(tzif: file)
    }

    private static func isPartOfName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || "/_+-".utf8.contains(byte)
    }
}

/// Zones that have been read. Names that are none are asked for again.
private final class ZoneCache: Sendable {
    /// Most zones that are kept; there are some 500.
    private static let limit = 600
    private let zones = Mutex<[String: TimeZoneRules]>([:])

    func rules(for name: String, _ read: () -> TimeZoneRules?) -> TimeZoneRules? {
        if let known = zones.withLock({ $0[name] }) { return known }
        guard let rules = read() else { return nil }
        zones.withLock { if $0.count < Self.limit { $0[name] = rules } }
        return rules
    }
}
