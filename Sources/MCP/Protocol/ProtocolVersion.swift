/// A revision of the specification, named by its date.
public enum ProtocolVersion: Int, Sendable, Comparable, CaseIterable {
    case v2024_11_05, v2025_03_26, v2025_06_18, v2025_11_25, v2026_07_28

    public static let latest = Self.v2026_07_28
    /// The newest revision whose clients open with `initialize`.
    public static let latestWithHandshake = Self.v2025_11_25

    /// `nil` for a text that names no revision this server knows.
    public init?(_ text: String) {
        switch text {
        case "2026-07-28": self = .v2026_07_28
        case "2025-11-25": self = .v2025_11_25
        case "2025-06-18": self = .v2025_06_18
        case "2025-03-26": self = .v2025_03_26
        case "2024-11-05": self = .v2024_11_05
        default: return nil
        }
    }

    /// The revision that a header field names.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard bytes.count == 10 else { return nil }
        self.init(String(decoding: bytes, as: UTF8.self))
    }

    public var text: String {
        switch self {
        case .v2024_11_05: "2024-11-05"
        case .v2025_03_26: "2025-03-26"
        case .v2025_06_18: "2025-06-18"
        case .v2025_11_25: "2025-11-25"
        case .v2026_07_28: "2026-07-28"
        }
    }

    /// Whether clients open with `initialize`, and say their version there instead of in every request.
    public var hasHandshake: Bool { self != .v2026_07_28 }

    public static func < (lhs: Self, rhs: Self) -> Bool { lhs.rawValue < rhs.rawValue }
}
