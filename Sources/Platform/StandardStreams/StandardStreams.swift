internal import Glibc
public import HTTP

/// Standard input and output as a channel of messages, one a line.
public enum StandardStreams {
    /// What a channel's server may use while it runs.
    public struct Surroundings: Sendable {
        public let timers: any Timers
        public let executor: any TaskExecutor
    }

    /// Runs `body` with the channel, and returns when it has and everything is written
    /// or nobody reads it any more. Blocks the calling thread.
    ///
    /// The first SIGTERM or SIGINT ends the channel as the end of input does; the second ends `serve` at once.
    /// `lineLimit`: bytes of the longest message.
    public static func serve(
        lineLimit: Int,
        _ body: @escaping @Sendable (any MessageChannel, Surroundings) async -> Void
    ) {
        let loop = EventLoop()
        let channel = LineChannel(loop, limit: lineLimit)
        let writer = SystemThread { channel.write(to: STDOUT_FILENO) }
        loop.afterRound = channel.flush
        var signals = 0
        loop.run {
            for signal in [SIGTERM, SIGINT] {
                loop.onSignal(signal) {
                    signals += 1
                    if signals == 1 { channel.end() } else { loop.stop() }
                }
            }
            _ = SystemThread { channel.read(from: STDIN_FILENO) }
            let surroundings = Surroundings(timers: loop.timers, executor: loop.executor)
            // Ends with the channel; nobody needs to cancel it.
            Task.immediate(executorPreference: loop.executor) {
                await body(channel, surroundings)
                loop.executor.perform { loop.stop() }
            }
        }
        channel.close()
        // A reader that has stopped reading may hold the thread for ever.
        if signals < 2 { writer.join() }
    }
}
