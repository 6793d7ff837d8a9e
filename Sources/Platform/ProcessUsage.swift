internal import Glibc

/// What this process takes of the machine just now; 0 where the system does not say.
public struct ProcessUsage: Sendable {
    /// User and system time, seconds.
    public let processorSeconds: Double
    public let residentBytes: Int
    public let threads: Int
    public let descriptors: Int
    public let descriptorLimit: Int

    public init() {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        processorSeconds = usage.ru_utime.seconds + usage.ru_stime.seconds
        residentBytes = (Self.words(of: "statm").dropFirst().first ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE)))
        // The name of the program comes first and may hold anything; `num_threads` is the 18th field after it (proc(5)).
        threads = Self.words(of: "stat", after: ")").dropFirst(17).first ?? 0
        descriptors = Self.countDescriptors()
        var limit = rlimit()
        unsafe getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
        descriptorLimit = Int(clamping: limit.rlim_cur)
    }

    /// The numbers in a file of the process; what is no number is 0.
    private static func words(of file: String, after mark: Character? = nil) -> [Int] {
        let bytes = (try? FileSystem.read("/proc/self/\(file)", limit: 64 << 10)) ?? []
        var text = String(decoding: bytes, as: UTF8.self)[...]
        if let mark, let end = text.lastIndex(of: mark) { text = text[text.index(after: end)...] }
        return text.split(separator: " ").map { Int($0) ?? 0 }
    }

    private static func countDescriptors() -> Int {
        guard let folder = unsafe opendir("/proc/self/fd") else { return 0 }
        defer { unsafe closedir(folder) }
        var count = 0
        while unsafe readdir(folder) != nil { count += 1 }
        // "." and "..", and the folder itself.
        return max(0, count - 3)
    }
}

extension timeval {
    fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
