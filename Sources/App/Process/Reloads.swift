import Synchronization

/// How reading the configuration again went, for probes and metrics.
final class Reloads: Sendable {
    struct Report: Sendable, Equatable {
        /// How often a file was taken over, and refused.
        var applied = 0
        var rejected = 0
        /// When the configuration that holds was read, seconds since 1970.
        var lastSuccess: Int
        /// Why the last file was refused, with its places; `nil` when it was not.
        var problem: String?
        /// Keys that say something else than what the process was started with, and wait for its next start.
        var waiting: [String] = []
    }
    private let state: Mutex<Report>

    init(at start: Int) { state = Mutex(Report(lastSuccess: start)) }

    var report: Report { state.withLock { $0 } }

    func applied(at now: Int, waiting: [String]) {
        state.withLock { report in
            report.applied += 1
            report.lastSuccess = now
            report.problem = nil
            report.waiting = waiting
        }
    }

    func rejected(_ problem: String) {
        state.withLock { report in
            report.rejected += 1
            report.problem = problem
        }
    }
}
