import JSON
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
        file = table.fileName("file")
    }
}

extension TOMLTable {
    /// Where to write; `nil` where the key is left out.
    func fileName(_ key: String) -> String? {
        let name: String? = self[key]
        if name?.isEmpty == true { refuse(key, "'\(key)' must name a file", suggestion: "leave it out") }
        return name
    }
}

extension LogLevel: TOMLReadable {}
extension LogFormat: TOMLReadable {}

extension LogSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "log",
            "what happens",
            [
                .key("level", .words(of: LogLevel.self), "info", "events below it are not written"),
                .key(
                    "format",
                    .words(of: LogFormat.self),
                    .said("text on a terminal, else JSON"),
                    "for people, or for machines",
                    example: "json"
                ),
                .key(
                    "file",
                    .string,
                    .unset,
                    "where events go; without it, to standard error. Opened anew at SIGHUP",
                    example: "/var/log/mcp-forge/server.log"
                ),
            ]
        )
    }
}
