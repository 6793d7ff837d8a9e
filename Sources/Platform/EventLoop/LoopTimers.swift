internal import CUV
internal import HTTP
internal import Synchronization

/// Timers of one loop: pooled `uv_timer_t`s, no thread and no lock on the loop's own thread.
@safe final class LoopTimers: Timers, @unchecked Sendable {
    @safe private struct Slot {
        let handle: UnsafeMutablePointer<uv_timer_t>
        var action: (@Sendable () -> Void)?
        var generation: UInt64 = 0
    }
    private let loop: UnsafeMutablePointer<uv_loop_t>
    private let executor: LoopExecutor
    private var slots: [Slot] = []
    private var free: [Int] = []
    private var isClosed = false

    init(_ loop: UnsafeMutablePointer<uv_loop_t>, _ executor: LoopExecutor) {
        unsafe self.loop = unsafe loop
        self.executor = executor
    }

    deinit { for slot in slots { unsafe slot.handle.deallocate() } }

    @discardableResult
    func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Timer {
        let timer = LoopTimer(timers: self, executor: executor)
        executor.perform { [self] in
            guard timer.isWaiting else { return }
            timer.slot = start(delay) {
                if timer.claim() { action() }
            }
        }
        return timer
    }

    func sleep(for delay: Duration) async throws {
        let timer = Mutex<(any Timer)?>(nil)
        let waiter = Waiter()
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                waiter.wait(continuation)
                let started = after(delay) { waiter.finish(.success(())) }
                timer.withLock { $0 = started }
                // It was cancelled before there was a timer.
                if waiter.isDone { started.cancel() }
            }
        } onCancel: {
            waiter.finish(.failure(CancellationError()))
            timer.withLock { $0 }?.cancel()
        }
    }

    // MARK: The loop's thread only

    struct Ticket {
        let index: Int
        let generation: UInt64
    }

    /// Whether no timer waits.
    var isIdle: Bool { free.count == slots.count }

    private func start(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> Ticket? {
        guard !isClosed else { return nil }
        let index = free.popLast() ?? grow()
        slots[index].action = action
        // libuv's clock is cut to milliseconds and may be one behind.
        unsafe uv_timer_start(
            slots[index].handle,
            { handle in
                guard let handle = unsafe handle else { return }
                let index = Int(bitPattern: unsafe handle.pointee.data) - 1
                unsafe EventLoop.of(handle).timers.fire(index)
            },
            delay.milliseconds + 1,
            0
        )
        return Ticket(index: index, generation: slots[index].generation)
    }

    fileprivate func stop(_ ticket: Ticket) {
        guard slots[ticket.index].generation == ticket.generation, slots[ticket.index].action != nil else { return }
        if !isClosed { unsafe uv_timer_stop(slots[ticket.index].handle) }
        release(ticket.index)
    }

    private func fire(_ index: Int) {
        let action = slots[index].action
        release(index)
        action?()
    }

    private func release(_ index: Int) {
        slots[index].action = nil
        slots[index].generation &+= 1
        free.append(index)
    }

    private func grow() -> Int {
        let handle = UnsafeMutablePointer<uv_timer_t>.allocate(capacity: 1)
        unsafe uv_timer_init(loop, handle)
        unsafe handle.pointee.data = unsafe UnsafeMutableRawPointer(bitPattern: slots.count + 1)
        unsafe slots.append(Slot(handle: handle))
        return slots.count - 1
    }

    /// Closes every handle; what waits never fires.
    func close() {
        isClosed = true
        for slot in slots { unsafe uv_close(cuv_handle(slot.handle), nil) }
    }
}

/// One action that waits on a loop. Whoever claims it first, the clock or a cancellation, decides.
private final class LoopTimer: Timer, @unchecked Sendable {
    private let timers: LoopTimers
    private let executor: LoopExecutor
    private let waiting = Atomic(true)
    /// The loop's thread only.
    var slot: LoopTimers.Ticket?

    init(timers: LoopTimers, executor: LoopExecutor) {
        self.timers = timers
        self.executor = executor
    }

    var isWaiting: Bool { waiting.load(ordering: .acquiring) }
    func claim() -> Bool { waiting.exchange(false, ordering: .acquiringAndReleasing) }

    func cancel() {
        guard claim() else { return }
        executor.perform { [self] in
            if let slot { timers.stop(slot) }
        }
    }
}

/// A continuation that the clock and a cancellation race for.
private final class Waiter: Sendable {
    private enum State {
        case new, waiting(CheckedContinuation<Void, any Error>), done(Result<Void, any Error>)
    }
    private let state = Mutex(State.new)

    func wait(_ continuation: CheckedContinuation<Void, any Error>) {
        let early: Result<Void, any Error>? = state.withLock { state in
            if case .done(let result) = state { return result }
            state = .waiting(continuation)
            return nil
        }
        if let early { continuation.resume(with: early) }
    }

    var isDone: Bool { state.withLock { if case .done = $0 { true } else { false } } }

    func finish(_ result: Result<Void, any Error>) {
        let continuation: CheckedContinuation<Void, any Error>? = state.withLock { state in
            defer { if case .done = state {} else { state = .done(result) } }
            if case .waiting(let continuation) = state { return continuation }
            return nil
        }
        continuation?.resume(with: result)
    }
}

extension Duration {
    /// Whole milliseconds, rounded up; 0 for what is negative.
    var milliseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        let whole = UInt64(seconds).multipliedReportingOverflow(by: 1000)
        guard !whole.overflow else { return .max / 2 }
        return whole.partialValue &+ UInt64((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    }
}
