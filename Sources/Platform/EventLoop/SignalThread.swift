internal import Glibc
internal import HTTP

/// Hears SIGTERM, SIGINT and SIGHUP on a thread of its own, so that a loop that a handler holds misses none.
final class SignalThread {
    private let loop: EventLoop
    private let thread: SystemThread

    /// `hear` runs on the thread, with how often a signal has come, this one included, and timers of the thread.
    /// `hangUp` hears SIGHUP, which otherwise does what it always does.
    init(
        hangUp: (@Sendable () -> Void)? = nil,
        _ hear: @escaping @Sendable (_ count: Int, _ timers: any Timers) -> Void
    ) {
        let loop = EventLoop()
        var count = 0
        for signal in [SIGTERM, SIGINT] {
            loop.onSignal(signal) {
                count += 1
                hear(count, loop.timers)
            }
        }
        if let hangUp { loop.onSignal(SIGHUP, hangUp) }
        self.loop = loop
        thread = SystemThread { loop.run {} }
    }

    /// Stops hearing, and ends the thread.
    func end() {
        loop.executor.perform { [loop] in loop.stop() }
        thread.join()
    }
}
