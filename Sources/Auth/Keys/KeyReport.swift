private import Synchronization

/// How old the keys of one issuer are.
public struct KeyReport: Sendable, Equatable {
    public let issuer: String
    /// Since they were fetched; `nil` before that.
    public let age: Duration?
    /// Attempts to fetch newer ones that failed, one after the other.
    public let failures: Int
}

extension KeySet {
    /// From any thread.
    var report: KeyReport { report(at: time.uptime()) }

    private func report(at now: Duration) -> KeyReport {
        state.withLock { KeyReport(issuer: source.issuer, age: $0.age(at: now), failures: $0.failures) }
    }
}

extension Authentication {
    /// The keys that issuers publish, and this verifies with.
    public var keyReports: [KeyReport] { keySets.map(\.report) }
}
