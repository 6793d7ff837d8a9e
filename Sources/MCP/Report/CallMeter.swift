internal import Telemetry

/// What is counted about the calls of one tool, resource or prompt.
final class CallMeter: Sendable {
    /// Calls that have ended, however.
    let calls = Counter()
    /// Of these, the ones that ended with an error: of the protocol, or as a result.
    let failures = Counter()
    /// Calls that the caller may not make; they are not among `calls`.
    let denials = Counter()
    /// From the last byte of the request to its answer; of a batch, only its last call.
    let durations = DurationHistogram()

    func failed() { failures.add() }
    func denied() { denials.add() }
}

extension RunningCall {
    func took(_ time: Duration) {
        let (seconds, attoseconds) = time.components
        took(nanoseconds: UInt64(clamping: seconds) &* 1_000_000_000 &+ UInt64(clamping: attoseconds / 1_000_000_000))
    }
}
