internal import CUV
internal import Glibc

/// This process, as the system sees it.
public enum SystemProcess {
    /// Makes the process fit to serve: broken pipes and files at their limit are errors, not signals, and freed memory goes
    /// back.
    ///
    /// - Returns: how many descriptors it may open now; `nil` when the system does not say.
    @discardableResult
    public static func prepare() -> Int? {
        signal(SIGPIPE, SIG_IGN)
        signal(SIGXFSZ, SIG_IGN)
        // A fixed threshold: bodies are mapped as soon as they grow beyond a read, and unmapped when they are freed. Of those
        // that grew in the heap, a crowd left twice its budget behind.
        cuv_fix_mmap_threshold(64 << 10)
        return raiseDescriptorLimit()
    }

    /// A SIGHUP that comes from here on waits for a server that hears it (``ServerEvents/reload``), or for ``takeHangUp()``.
    /// On the first thread, before there is another.
    public static func holdHangUp() { maskHangUp(SIG_BLOCK) }

    /// One that has waited, or comes later, does what it does on the calling thread: it ends the process where nobody hears it.
    public static func takeHangUp() { maskHangUp(SIG_UNBLOCK) }

    private static func maskHangUp(_ how: Int32) {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGHUP)
        unsafe pthread_sigmask(how, &signals, nil)
    }

    /// Gives free memory back to the system, on a thread of the pool: it takes milliseconds.
    static func returnFreeMemory() {
        // Ends by itself.
        Task.detached { cuv_return_free_memory() }
    }

    private static func raiseDescriptorLimit() -> Int? {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else { return nil }
        limit.rlim_cur = limit.rlim_max
        unsafe setrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
        guard unsafe getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit) == 0 else { return nil }
        return Int(clamping: limit.rlim_cur)
    }

    /// The variable `name` of the environment.
    public static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// The names of the variables that are set.
    public static var environmentNames: [String] {
        var names: [String] = []
        guard var next = unsafe cuv_environment() else { return [] }
        while let variable = unsafe next.pointee {
            let text = unsafe String(cString: variable)
            if let name = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).first {
                names.append(String(name))
            }
            unsafe next += 1
        }
        return names
    }

    /// Writes `text` to standard output.
    public static func print(_ text: String) { Descriptor.writeAll(Array("\(text)\n".utf8), to: STDOUT_FILENO) }

    /// Writes `text` to standard output, as it is.
    public static func write(_ text: String) { Descriptor.writeAll(Array(text.utf8), to: STDOUT_FILENO) }

    /// Writes `text` to standard error.
    public static func complain(_ text: String) { Descriptor.writeAll(Array("\(text)\n".utf8), to: STDERR_FILENO) }

    /// Blocks the thread until `isDone`, or for `time`.
    public static func wait(atMost time: Duration, until isDone: () -> Bool) {
        let end = ContinuousClock.now + time
        while !isDone(), ContinuousClock.now < end { usleep(2000) }
    }

    /// Ends the process at once, whatever its threads do.
    ///
    /// What libraries do when a process ends is left out: they would take down what a thread that asks another server, or that
    /// loads what this needs, still uses, and the process would end with a signal.
    public static func exit(_ code: Int32) -> Never { _exit(code) }

    /// Ends the process: the system has not given what nothing can go on without (`EX_OSERR`).
    static func fail(_ reason: String) -> Never {
        complain("mcp-forge: \(reason)")
        exit(71)
    }
}
