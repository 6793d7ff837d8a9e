internal import Glibc

/// A thread of the operating system.
@safe final class SystemThread {
    private var thread = pthread_t()

    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    /// Starts at once.
    init(_ run: @escaping @Sendable () -> Void) {
        let body = unsafe Unmanaged.passRetained(Body(run)).toOpaque()
        let status = unsafe pthread_create(
            &thread,
            nil,
            { body in
                if let body = unsafe body { unsafe Unmanaged<Body>.fromOpaque(body).takeRetainedValue().run() }
                return nil
            },
            body
        )
        if status != 0 { SystemProcess.fail("no thread: \(SystemError.text(status))") }
    }

    /// Waits for its end. Once.
    func join() { pthread_join(thread, nil) }
}
