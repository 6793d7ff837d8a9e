import TOML
import Telemetry

/// `[log]`: what goes to standard error.
public struct LogSettings: Sendable, Equatable {
    /// Events below it are not written.
    public var level = LogLevel.info
    /// `nil` means text on a terminal, and JSON elsewhere.
    public var format: LogFormat?
}

extension LogSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        level = table["level"] ?? level
        format = table["format"] ?? format
    }
}

extension LogLevel: TOMLReadable {}
extension LogFormat: TOMLReadable {}
