import CEL
import Platform
import Synchronization

extension TimeZoneTable {
    /// The zones of the time zone database of this machine, read when they are first named.
    static let system = TimeZoneTable(in: "/usr/share/zoneinfo")

    /// The zones whose files lie in `folder` and below it. What has been found, or not, is remembered.
    init(in folder: String) {
        let zones = TimeZones(folder: folder)
        self.init { zones.rules(for: $0) }
    }
}

private final class TimeZones: Sendable {
    /// The largest file, bytes, and how many names are remembered.
    private static let (sizeLimit, nameLimit) = (64 << 10, 1024)

    private let folder: String
    private let known = Mutex<[String: TimeZoneRules?]>([:])

    init(folder: String) { self.folder = folder }

    func rules(for name: String) -> TimeZoneRules? {
        guard name.isZoneName else { return nil }
        if let rules = known.withLock({ $0[name] }) { return rules }
        let rules = read(name)
        known.withLock { if $0.count < Self.nameLimit { $0[name] = .some(rules) } }
        return rules
    }

    private func read(_ name: String) -> TimeZoneRules? {
        let content = Result { () throws(FileError) in
            try FileSystem.read("\(folder)/\(name)", limit: Self.sizeLimit)
        }
        return (try? content.get()).flatMap { TimeZoneRules(tzif: $0) }
    }
}

extension String {
    /// Whether this may be a name such as `America/Argentina/Buenos_Aires`, and is no way out of the folder.
    fileprivate var isZoneName: Bool {
        utf8.count <= 64
            && split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
                part.first?.isLetter == true
                    && part.utf8.allSatisfy { byte in
                        let character = Character(Unicode.Scalar(byte))
                        return character.isASCII
                            && (character.isLetter || character.isNumber || "_+-".contains(character))
                    }
            }
    }
}
