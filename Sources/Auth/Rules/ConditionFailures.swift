internal import CEL
internal import JSON
private import Synchronization
public import Telemetry

/// Tells the log of conditions that cannot be evaluated, each at most once a minute. Of what they were asked about nothing
/// is told: it is somebody's claims.
public final class ConditionFailures: Sendable {
    static let pause = Duration.seconds(60)
    /// Longest part of a condition that is told, characters.
    static let longest = 200

    private let log: Logger
    private let time: Time
    /// When each was told last. As many as the configuration has.
    private let told = Mutex<[Condition: Duration]>([:])

    public init(_ log: Logger, time: Time) {
        self.log = log
        self.time = time
    }

    func note(_ error: CELEvaluationError, of condition: Condition) {
        let now = time.uptime()
        let isDue = told.withLock { told in
            if let last = told[condition], now - last < Self.pause { return false }
            told[condition] = now
            return true
        }
        guard isDue else { return }
        log.warning(
            "a condition cannot be evaluated, and so denies",
            [
                "condition": .string(String(condition.source.prefix(Self.longest))),
                "reason": .string(error.failure.kind), "offset": .int(error.offset),
            ]
        )
    }
}

extension CELFailure {
    /// Without the values that have led to it.
    fileprivate var kind: String {
        switch self {
        case .noSuchOverload: "no function takes these types"
        case .noSuchKey: "a key is missing"
        case .invalidIndex: "an index is outside"
        case .divisionByZero: "division by zero"
        case .outOfRange: "a result is out of range"
        case .invalidArgument: "an argument is invalid"
        case .unsupportedKey: "a key has another type"
        case .repeatedKey: "a key comes twice"
        case .unknownVariable: "a variable is unknown"
        case .unknownFunction: "a function is unknown"
        case .noValue: "an optional has no value"
        case .tooExpensive: "it costs too much"
        case .tooDeep: "values are nested too deeply"
        }
    }
}
