import TOML
import Telemetry

/// `[log]`: what happens, on standard error or in a file.
public struct LogSettings: Sendable, Equatable {
    /// Events below it are not written.
    public var level = LogLevel.info
    /// `nil` means text on a terminal, and JSON elsewhere.
    public var format: LogFormat?
    /// `nil` means standard error.
    public var file: String?
}

extension LogSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        level = table["level"] ?? level
        format = table["format"] ?? format
        file = table["file"] ?? file
    }
}

extension LogLevel: TOMLReadable {}
extension LogFormat: TOMLReadable {}
