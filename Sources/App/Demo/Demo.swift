import MCP
import Platform

/// `[demo]`: small examples beside what this server offers.
public struct DemoSettings: Sendable, Equatable {
    public var isEnabled = false
    /// The file that keeps the messages of `post_message`; `nil` keeps them in memory.
    public var messagesFile: String?
    /// A directory whose files can be read as `files:///…`.
    public var filesFolder: String?

    public init() {}
}

extension Catalog {
    /// This catalog with the examples, when they are switched on.
    ///
    /// - Parameter messages: keeps what is posted where no file does.
    func withDemo(
        _ configuration: Configuration,
        keeping messages: MessageStore = MessageStore()
    ) throws(CatalogError) -> Catalog {
        let settings = configuration.demo
        guard settings.isEnabled else { return self }
        let store: MessageStore
        let folder: Folder?
        do throws(FileError) {
            store = try settings.messagesFile.map { path throws(FileError) in try MessageStore(path) } ?? messages
            folder = try settings.filesFolder.map { path throws(FileError) in
                try Folder(path, scheme: "files", recursive: true)
            }
        } catch {
            throw CatalogError("a file or directory of [demo] cannot be used: \(error)")
        }
        return try adding(
            tools: [
                Add(), Calculate(), EchoTool(), AnalyzeText(), GreetUser(), ListMessages(store: store),
                PostMessage(store: store),
            ],
            resources: [ConfigResource(settings: configuration.mcp), EchoResource(), UserResource()]
                + (folder?.resources ?? []),
            prompts: [CodeReview(), DebugPrompt()]
        )
    }
}
