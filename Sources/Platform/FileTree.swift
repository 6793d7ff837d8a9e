internal import Glibc

/// A directory and what lies below it. No path leads out of it: each step is opened by itself, links are not followed,
/// and what is read is a regular file.
public final class FileTree: Sendable {
    private let root: Int32

    public init(_ path: String) throws(FileError) {
        guard !path.utf8.contains(0) else { throw .notFound }
        root = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { throw FileError.last }
    }
    deinit { close(root) }

    /// The whole content of the file at `path`, such as `notes/today.txt`, which is at most `limit` bytes long.
    public func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
        let steps = try Self.steps(path)
        var folder = root
        defer { if folder != root { close(folder) } }
        for step in steps.dropLast() {
            let next = try Self.descend(to: step, from: folder, O_DIRECTORY)
            if folder != root { close(folder) }
            folder = next
        }
        // Opening a pipe must not wait for its writer.
        let file = try Self.descend(to: steps[steps.count - 1], from: folder, O_NONBLOCK)
        defer { close(file) }
        guard Self.kind(of: file) == S_IFREG else { throw .notFound }
        return try FileSystem.read(from: file, limit: limit)
    }

    /// Paths of files below the directory, in the order of their names; links and what is hidden are left out.
    ///
    /// - Parameter limit: of files and directories that are looked at.
    public func files(recursively: Bool, limit: Int) throws(FileError) -> [String] {
        var left = limit
        return try files(in: root, at: "", recursively: recursively, left: &left)
    }

    private func files(
        in folder: Int32,
        at place: String,
        recursively: Bool,
        left: inout Int
    ) throws(FileError) -> [String] {
        var found: [String] = []
        for name in try Self.names(in: folder) where !name.hasPrefix(".") {
            guard left > 0 else { throw .tooLarge(limit: 0) }
            left -= 1
            guard let entry = try? Self.descend(to: name, from: folder, O_NONBLOCK) else { continue }
            defer { close(entry) }
            switch Self.kind(of: entry) {
            case S_IFREG: found.append(place + name)
            case S_IFDIR where recursively:
                found += try files(in: entry, at: place + name + "/", recursively: true, left: &left)
            default: break
            }
        }
        return found
    }

    /// The names between the slashes; `notFound` for a path that is not plain.
    private static func steps(_ path: String) throws(FileError) -> [String] {
        guard !path.utf8.contains(0) else { throw .notFound }
        let steps = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard steps.count <= 64, steps.allSatisfy({ $0 != "" && $0 != "." && $0 != ".." }) else { throw .notFound }
        return steps
    }

    private static func descend(to name: String, from folder: Int32, _ flags: Int32) throws(FileError) -> Int32 {
        let descriptor = unsafe openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | flags)
        guard descriptor >= 0 else { throw errno == ELOOP || errno == ENAMETOOLONG ? .notFound : FileError.last }
        return descriptor
    }

    private static func kind(of descriptor: Int32) -> mode_t {
        var status = stat()
        return unsafe fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    }

    private static func names(in folder: Int32) throws(FileError) -> [String] {
        // A descriptor of its own: closing the stream closes it, and reading moves it.
        let copy = unsafe openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw FileError.last }
        guard let stream = unsafe fdopendir(copy) else {
            close(copy)
            throw FileError.last
        }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
                unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(validatingCString: $0) }
            }
            if let name { names.append(name) }
        }
        return names.sorted()
    }
}
