/// A number of bytes: an integer, or a string with one of the units of IEC 80000-13 such as "4MiB" or "64KB".
public struct ByteSize: TOMLMeasure, Sendable {
    public let bytes: Int

    public init(_ bytes: Int) { self.bytes = bytes }

    public init?(_ entry: TOMLEntry) {
        let size: ByteSize?
        switch entry.value {
        case .integer(let bytes): size = bytes >= 0 ? Self(bytes) : nil
        case .string:
            guard let text = entry.string else { return nil }
            size = Self(tomlText: text)
        default: size = nil
        }
        guard let size else {
            entry.refuse("must be a number of bytes such as 4096, '64KB' or '4MiB'")
            return nil
        }
        self = size
    }

    /// `4MiB`; letters of either case, with or without a blank before the unit.
    public init?(tomlText text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = text.dropFirst(digits.count).drop { $0 == " " }.uppercased()
        guard let count = Int(digits), let factor = unit.isEmpty ? 1 : Self.factor(of: unit) else { return nil }
        let (bytes, overflow) = count.multipliedReportingOverflow(by: factor)
        guard !overflow else { return nil }
        self.bytes = bytes
    }

    public var tomlText: String {
        let unit = Self.units.filter { $0.name.hasSuffix("iB") }.last { bytes > 0 && bytes % $0.factor == 0 }
        return unit.map { "\(bytes / $0.factor)\($0.name)" } ?? String(bytes)
    }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.bytes < rhs.bytes }

    private static let units: [(name: String, factor: Int)] = [
        ("B", 1), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("KiB", 1 << 10), ("MiB", 1 << 20),
        ("GiB", 1 << 30),
    ]
    private static func factor(of unit: String) -> Int? { units.first { $0.name.uppercased() == unit }?.factor }
}
