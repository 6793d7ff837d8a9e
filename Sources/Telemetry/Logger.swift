public import JSON

/// Writes events with fields. A value: copy it and add fields for everything downstream.
public struct Logger: Sendable {
    /// Events below it are not written.
    public var level: LogLevel
    /// Fields of every event.
    public var fields: JSONObject = [:]
    private let threshold: LogThreshold?
    private let write: @Sendable (LogLevel, String, JSONObject) -> Void

    /// `write` must not block.
    public init(level: LogLevel = .info, write: @escaping @Sendable (LogLevel, String, JSONObject) -> Void) {
        self.level = level
        threshold = nil
        self.write = write
    }

    /// Writes what `threshold` admits at the time. `write` must not block.
    public init(
        following threshold: LogThreshold,
        write: @escaping @Sendable (LogLevel, String, JSONObject) -> Void
    ) {
        level = .trace
        self.threshold = threshold
        self.write = write
    }

    public static let silent = Logger(level: .critical) { _, _, _ in }

    public func log(
        _ level: LogLevel,
        _ event: @autoclosure () -> String,
        _ fields: @autoclosure () -> JSONObject = [:]
    ) {
        guard level >= self.level, threshold?.admits(level) ?? true else { return }
        var all = self.fields
        for member in fields().members { all[member.key] = member.value }
        write(level, event(), all)
    }
    public func debug(_ event: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.debug, event(), fields())
    }
    public func info(_ event: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.info, event(), fields())
    }
    public func notice(_ event: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.notice, event(), fields())
    }
    public func warning(_ event: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.warning, event(), fields())
    }
    public func error(_ event: @autoclosure () -> String, _ fields: @autoclosure () -> JSONObject = [:]) {
        log(.error, event(), fields())
    }
}
