import MCP
import Platform

/// One file of this machine.
public struct FileResource: Resource {
    public let uri: String
    public let name: String
    public var title: String?
    public var description: String?
    public let mimeType: String
    public let runsOn = Execution.pool
    private let path: String
    /// Bytes at most.
    private let limit: Int

    /// The file at `path`, which is absolute; its type follows from its ending.
    public init(_ path: String, uri: String, name: String, limit: Int = 4 << 20) {
        self.path = path
        self.uri = uri
        self.name = name
        self.limit = limit
        mimeType = MIMEType.of(path)
    }

    public func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        do throws(FileError) {
            return .file(try FileSystem.read(path, limit: limit), named: path)
        } catch {
            throw error.forClients
        }
    }
}

extension FileError {
    /// What a client may know.
    var forClients: any Error {
        switch self {
        case .notFound: NotFound()
        case .tooLarge: ToolError("This is larger than this server hands out.")
        case .failed: self
        }
    }
}
