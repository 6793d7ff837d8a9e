/// `[middleware.access_logs]`: one line for each request.
public struct AccessLogSettings: Sendable, Equatable {
    /// Left out of the line. Stronger than redaction.
    public var excludedHeaders: [HTTPFieldName] = []
    /// Shown without their value, beside those that always are.
    public var redactedHeaders: [HTTPFieldName] = []
    /// Whether bodies of requests are shown.
    public var showsBodies = false
    /// Largest body that is shown, bytes. Of a larger one only the size is.
    public var bodyLimit = 1024
    /// Where lines go; `nil` is where the other log goes.
    public var file: String?

    public init() {}
}

/// Where the lines of requests go, and how they look.
public struct AccessLog: Sendable {
    public let settings: AccessLogSettings
    /// Takes a batch of whole lines, and how many they are. Never blocks.
    public let write: @Sendable (_ lines: ArraySlice<UInt8>, _ count: Int) -> Void

    public init(
        _ settings: AccessLogSettings,
        write: @escaping @Sendable (_ lines: ArraySlice<UInt8>, _ count: Int) -> Void
    ) {
        self.settings = settings
        self.write = write
    }
}
