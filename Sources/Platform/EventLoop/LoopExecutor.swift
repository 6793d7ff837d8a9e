internal import CUV
internal import Glibc
internal import Synchronization

/// Runs jobs of Swift tasks on the thread of one event loop.
@safe final class LoopExecutor: TaskExecutor, @unchecked Sendable {
    // `local` belongs to the loop's thread, `remote` to whoever holds its lock.
    private var local: [UnownedJob] = []
    private var running: [UnownedJob] = []
    private let remote = Mutex(Remote())
    private let owner = Atomic<UInt>(0)
    private let wakeUp: UnsafeMutablePointer<uv_async_t>
    private let idle: UnsafeMutablePointer<uv_idle_t>
    private var isBusy = false
    /// Told when one job has held the loop longer than `stallTime`, not counting what others have taken of that time.
    var stalled: (Duration) -> Void = { _ in }
    var stallTime = UInt64.max
    let coreWait = CoreWait()

    private struct Remote {
        var jobs: [UnownedJob] = []
        var actions: [@Sendable () -> Void] = []
        /// Whether the loop can be woken: not before it runs, and not after.
        var isAwake = false
        var isEmpty: Bool { jobs.isEmpty && actions.isEmpty }
    }

    init() {
        unsafe wakeUp = .allocate(capacity: 1)
        unsafe idle = .allocate(capacity: 1)
    }

    deinit {
        unsafe wakeUp.deallocate()
        unsafe idle.deallocate()
    }

    /// Whether this is the loop's thread.
    var isCurrent: Bool { owner.load(ordering: .relaxed) == Self.thread }

    private static var thread: UInt { pthread_self() }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        if isCurrent { local.append(job) } else { send { $0.jobs.append(job) } }
    }

    /// Runs `action` on the loop's thread, soon; at once when this is it. Lost once the loop has ended.
    func perform(_ action: @escaping @Sendable () -> Void) {
        if isCurrent { action() } else { send { $0.actions.append(action) } }
    }

    private func send(_ add: (inout Remote) -> Void) {
        remote.withLock { remote in
            let wakes = remote.isEmpty && remote.isAwake
            add(&remote)
            // Within the lock, so that the handle is not closed meanwhile.
            if wakes { unsafe uv_async_send(wakeUp) }
        }
    }

    // MARK: The loop's thread only

    /// From now on the calling thread is the loop's.
    func attach(to loop: UnsafeMutablePointer<uv_loop_t>) {
        owner.store(Self.thread, ordering: .relaxed)
        let status = unsafe uv_async_init(loop, wakeUp) { handle in
            unsafe EventLoop.of(handle).executor.takeRemote()
        }
        if status != 0 { SystemProcess.fail("no event loop: \(UVError(status))") }
        unsafe uv_idle_init(loop, idle)
        remote.withLock { $0.isAwake = true }
        takeRemote()
    }

    func detach() {
        remote.withLock { $0.isAwake = false }
        unsafe uv_close(cuv_handle(wakeUp), nil)
        unsafe uv_close(cuv_handle(idle), nil)
    }

    /// The loop has ended: its thread is nobody's, and the system may give its name to another.
    func release() { owner.store(0, ordering: .relaxed) }

    private func takeRemote() {
        let actions = remote.withLock { remote in
            local.append(contentsOf: remote.jobs)
            remote.jobs.removeAll(keepingCapacity: true)
            defer { remote.actions = [] }
            return remote.actions
        }
        for action in actions { action() }
    }

    /// Runs what is due, in a bounded number of rounds, so that a task that yields for ever starves no one.
    ///
    /// Called between polls, never from within a job.
    func drain() {
        if local.isEmpty, !isBusy { return }
        let executor = unsafe asUnownedTaskExecutor()
        for _ in 0..<Self.rounds where !local.isEmpty {
            swap(&local, &running)
            var start = uv_hrtime()
            if stallTime < .max { coreWait.mark(at: start) }
            for job in running {
                unsafe job.runSynchronously(on: executor)
                let end = uv_hrtime()
                if isStall(end &- start) { stalled(.nanoseconds(end &- start)) }
                start = end
            }
            running.removeAll(keepingCapacity: true)
        }
        if local.isEmpty == isBusy {
            // An active idle handle keeps the poll from sleeping while jobs are left.
            isBusy.toggle()
            if isBusy { unsafe uv_idle_start(idle) { _ in } } else { unsafe uv_idle_stop(idle) }
        }
    }

    /// Runs the job that `resume` makes due, and no other, before this returns. Also from within a job.
    func runNow(_ resume: () -> Void) {
        let count = local.count
        resume()
        guard local.count > count, let job = local.popLast() else { return }
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }

    /// Whether whoever has held the loop for `time`, nanoseconds, is to blame for it.
    func isStall(_ time: UInt64) -> Bool {
        time > stallTime && time > stallTime &+ coreWait.sinceMark
    }

    private static let rounds = 16
}
