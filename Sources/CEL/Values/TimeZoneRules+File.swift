extension TimeZoneRules {
    /// The content of a file of the time zone database (RFC 9636, `TZif`); `nil` when it is none.
    public init?(tzif bytes: [UInt8]) {
        var reader = BinaryReader(bytes)
        guard let first = Header(&reader) else { return nil }
        guard first.version >= UInt8(ascii: "2") else {
            self.init(&reader, first, width: 4)
            return
        }
        // What stands first is for readers that know 32 bits only.
        guard reader.skip(first.size(width: 4)), let second = Header(&reader) else { return nil }
        self.init(&reader, second, width: 8)
    }

    private init?(_ reader: inout BinaryReader, _ header: Header, width: Int) {
        guard let changes = Self.changes(&reader, header, width) else { return nil }
        guard reader.skip(header.leapSeconds * (width + 4) + header.standardFlags + header.universalFlags) else {
            return nil
        }
        let rule = width == 8 ? reader.line().flatMap(POSIXTimeZone.init) : nil
        self.init(offset: changes.first, changes: changes.later, forever: rule)
    }

    private static func changes(
        _ reader: inout BinaryReader,
        _ header: Header,
        _ width: Int
    ) -> (first: Int, later: [Change])? {
        var moments: [Int] = []
        for _ in 0..<header.transitions {
            guard let moment = reader.signed(width), moment > moments.last ?? .min else { return nil }
            moments.append(moment)
        }
        var kinds: [Int] = []
        for _ in 0..<header.transitions {
            guard let kind = reader.byte(), kind < header.types else { return nil }
            kinds.append(Int(kind))
        }
        var offsets: [Int] = []
        for _ in 0..<header.types {
            guard let offset = reader.signed(4), offset.magnitude < 100_000, reader.skip(2) else { return nil }
            offsets.append(offset)
        }
        guard reader.skip(header.names), let first = offsets.first else { return nil }
        return (first, zip(moments, kinds).map { Change(seconds: $0, offset: offsets[$1]) })
    }

    private struct Header {
        let version: UInt8
        let universalFlags: Int
        let standardFlags: Int
        let leapSeconds: Int
        let transitions: Int
        let types: Int
        let names: Int

        init?(_ reader: inout BinaryReader) {
            guard reader.take("TZif"), let version = reader.byte(), reader.skip(15) else { return nil }
            var counts: [Int] = []
            for _ in 0..<6 {
                guard let count = reader.signed(4), (0...10_000).contains(count) else { return nil }
                counts.append(count)
            }
            self.version = version
            universalFlags = counts[0]
            standardFlags = counts[1]
            leapSeconds = counts[2]
            transitions = counts[3]
            types = counts[4]
            names = counts[5]
        }

        func size(width: Int) -> Int {
            transitions * (width + 1) + types * 6 + names + leapSeconds * (width + 4) + standardFlags + universalFlags
        }
    }
}

/// Reads numbers, the highest byte first.
private struct BinaryReader {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func byte() -> UInt8? {
        guard place < bytes.count else { return nil }
        place += 1
        return bytes[place - 1]
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - place else { return false }
        place += count
        return true
    }

    mutating func take(_ text: String) -> Bool {
        guard bytes[place...].starts(with: text.utf8) else { return false }
        place += text.utf8.count
        return true
    }

    /// `width` is 4 or 8.
    mutating func signed(_ width: Int) -> Int? {
        guard width <= bytes.count - place else { return nil }
        let bits = bytes[place..<place + width].reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
        place += width
        return width == 4 ? Int(Int32(truncatingIfNeeded: bits)) : Int(truncatingIfNeeded: bits)
    }

    /// What stands between two line feeds.
    mutating func line() -> String? {
        guard byte() == 0x0A, let end = bytes[place...].firstIndex(of: 0x0A) else { return nil }
        return String(decoding: bytes[place..<end], as: UTF8.self)
    }
}
