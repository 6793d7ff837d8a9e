public import Telemetry

/// What a server has counted since it started, and how much of its limits is used just now.
public struct ServerReport: Sendable, Equatable {
    /// Answers by status.
    public var answers: [Int: Int] = [:]
    /// From the last byte of a request to the last of its answer; event streams and WebSockets are not in it.
    public var durations = DurationDistribution()
    /// Requests and connections that no handler saw, by reason.
    public var refusals: [String: Int] = [:]
    /// How often a handler or a task held its loop longer than the stall time, and how long in all.
    public var stalls = 0
    public var stalledNanoseconds = 0
    public var eventStreams = 0
    public var webSockets = 0
    public var loops = 0
    public var connections = 0
    /// Requests whose handlers wait.
    public var requests = 0
    /// Bytes.
    public var memory = 0
    public var memoryLimit = 0

    public init() {}
}
