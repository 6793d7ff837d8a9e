public import HTTP

/// A server on threads of its own.
public final class RunningServer {
    private let server: HTTPServer
    private let thread: SystemThread

    fileprivate init(_ server: HTTPServer, _ thread: SystemThread) {
        self.server = server
        self.thread = thread
    }

    /// Drains, and returns when all has ended. Once.
    public func stop() {
        server.drain()
        thread.join()
    }
}

extension HTTPServer {
    /// Answers requests with `handler` until stopped.
    public func start(_ handler: any HTTPHandler) -> RunningServer {
        RunningServer(self, SystemThread { [self] in run(handler) })
    }
}
