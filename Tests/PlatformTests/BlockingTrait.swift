import Synchronization
import Testing

@testable import Platform

/// For suites whose tests block: they run on threads of their own. Those of the language are as many as there are cores,
/// and tests that wait as tasks do would wait for them.
struct BlockingTrait: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(BlockingThreads.shared) { try await function() }
    }
}

extension Trait where Self == BlockingTrait {
    static var blocking: Self { BlockingTrait() }
}

/// So many threads, and what waits for one of them.
private final class BlockingThreads: TaskExecutor {
    static let shared = BlockingThreads(count: 6)

    private struct State {
        var jobs: [UnownedJob] = []
        var threads = 0
    }
    private let state = Mutex(State())
    private let count: Int

    private init(count: Int) { self.count = count }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let starts = state.withLock { state in
            state.jobs.append(job)
            guard state.threads < count else { return false }
            state.threads += 1
            return true
        }
        // Ends when there is nothing to do.
        guard starts else { return }
        _ = SystemThread { [self] in
            while let job = next() { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
        }
    }

    private func next() -> UnownedJob? {
        state.withLock { state in
            guard state.jobs.isEmpty else { return state.jobs.removeFirst() }
            state.threads -= 1
            return nil
        }
    }
}
