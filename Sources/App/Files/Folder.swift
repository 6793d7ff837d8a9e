import JSON
import MCP
import Platform

/// The files of a directory as resources, and nothing else of this machine: `docs://` lists them as
/// `{"files":["a.txt","sub/b.txt"]}`, and `docs:///sub/b.txt` is one of them.
public struct Folder: Sendable {
    fileprivate let tree: FileTree
    fileprivate let scheme: String
    fileprivate let names: Glob?
    fileprivate let isRecursive: Bool
    /// Bytes of one file.
    fileprivate let limit: Int

    /// - Parameters:
    ///   - scheme: what the URIs begin with.
    ///   - pattern: which names of files there are, such as `*.md`; `nil` means all that are not hidden.
    /// - Throws: `FileError`, when the directory cannot be opened.
    public init(
        _ path: String,
        scheme: String,
        matching pattern: String? = nil,
        recursive: Bool = false,
        limit: Int = 4 << 20
    ) throws(FileError) {
        tree = try FileTree(path)
        self.scheme = scheme
        names = pattern.map { Glob($0) }
        isRecursive = recursive
        self.limit = limit
    }

    /// The list, and the template of its files.
    public var resources: [any Resource] { [FolderList(folder: self), FolderFile(folder: self)] }

    /// Files and directories that are looked at for a list.
    fileprivate static var listLimit: Int { 10_000 }

    fileprivate func files() throws -> [String] {
        do throws(FileError) {
            return try tree.files(recursively: isRecursive, limit: Self.listLimit).filter(shows)
        } catch {
            throw error.forClients
        }
    }

    /// Whether `path` is one that the list has.
    fileprivate func shows(_ path: String) -> Bool {
        let steps = path.split(separator: "/", omittingEmptySubsequences: false)
        guard isRecursive || steps.count == 1, !steps.contains(where: { $0.hasPrefix(".") }) else { return false }
        return steps.last.map { names?.matches(String($0)) ?? true } ?? false
    }
}

private struct FolderList: Resource {
    let folder: Folder
    var uri: String { "\(folder.scheme)://" }
    var name: String { folder.scheme }
    let description: String? = "The files there are."
    let mimeType = "application/json"
    let runsOn = Execution.pool

    func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        let files = try folder.files().map { JSONValue.string($0) }
        return .text(JSONValue.object(["files": .array(files)]).text)
    }
}

private struct FolderFile: Resource {
    let folder: Folder
    var uri: String { "\(folder.scheme):///{+path}" }
    var name: String { "\(folder.scheme) file" }
    let description: String? = "One of the files."
    /// Each file has its own.
    let mimeType = ""
    let runsOn = Execution.pool

    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
        guard let path = variables["path"], folder.shows(path) else { throw NotFound() }
        do throws(FileError) {
            return .file(try folder.tree.read(path, limit: folder.limit), named: path)
        } catch {
            throw error.forClients
        }
    }

    func completions(
        of variable: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] { try folder.files().filter { $0.hasPrefix(text) } }
}
