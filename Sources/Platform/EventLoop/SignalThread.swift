internal import Glibc
internal import HTTP

/// Hears SIGTERM, SIGINT and perhaps SIGHUP on a thread of its own, so that a loop that a handler holds misses none.
final class SignalThread {
    private let loop: EventLoop
    private let thread: SystemThread

    /// `hear` runs on the thread, with how often SIGTERM or SIGINT has come, this one included, and timers of the thread.
    ///
    /// - Parameters:
    ///   - reload: runs on the thread at each SIGHUP, one that was held too; `nil` leaves that signal alone.
    ///   - starting: runs on the thread first.
    init(
        _ hear: @escaping @Sendable (_ count: Int, _ timers: any Timers) -> Void,
        reload: (@Sendable () -> Void)? = nil,
        starting: @escaping @Sendable (_ timers: any Timers) -> Void = { _ in }
    ) {
        let loop = EventLoop()
        var count = 0
        for signal in [SIGTERM, SIGINT] {
            loop.onSignal(signal) {
                count += 1
                hear(count, loop.timers)
            }
        }
        if let reload { loop.onSignal(SIGHUP, reload) }
        self.loop = loop
        thread = SystemThread {
            if reload != nil { SystemProcess.takeHangUp() }
            loop.run { starting(loop.timers) }
        }
    }

    /// Stops hearing, and ends the thread.
    func end() {
        loop.executor.perform { [loop] in loop.stop() }
        thread.join()
    }
}
