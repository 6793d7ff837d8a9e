/// The limits that the system has set for this process and its neighbours.
enum ControlGroup {
    /// Bytes; `nil` without a limit. The smallest of this group and the groups around it.
    static var memoryLimit: Int? {
        guard let lines = text("/proc/self/cgroup")?.split(separator: "\n") else { return nil }
        return lines.flatMap(candidates).compactMap { text($0).flatMap(number) }.min()
    }

    /// The files that may hold the limit, for one line `id:controllers:path`.
    private static func candidates(_ line: Substring) -> [String] {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        let (mount, file): (String, String)
        switch parts[1] {
        case "": (mount, file) = ("/sys/fs/cgroup", "memory.max")
        case let names where names.split(separator: ",").contains("memory"):
            (mount, file) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
        default: return []
        }
        var folders = [mount]
        var path = mount
        for name in parts[2].split(separator: "/") {
            path += "/\(name)"
            folders.append(path)
        }
        return folders.map { "\($0)/\(file)" }
    }

    /// `max`, and the huge number that means the same, are no limit.
    private static func number(_ text: String) -> Int? {
        Int(text.filter(\.isNumber)).flatMap { $0 < 1 << 50 ? $0 : nil }
    }

    private static func text(_ path: String) -> String? {
        try? FileSystem.read(path, limit: 64 << 10).text
    }
}

extension [UInt8] {
    fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
