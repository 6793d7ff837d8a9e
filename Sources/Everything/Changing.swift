import MCP
import Synchronization

/// Lists that change while clients look at them; those that listen are told.
public final class ChangingOffer: Sendable {
    /// What the server serves.
    public let live = LiveCatalog()
    /// Where users sign in.
    public let desk = SignInDesk()
    private let extras = Mutex(Extras())

    private struct Extras: Sendable {
        var hasTool = false
        var hasPrompt = false
    }

    public init() {}

    /// Everything, as it is at this moment.
    public func catalog() throws(CatalogError) -> Catalog {
        let extras = extras.withLock { $0 }
        return try EverythingCatalog.make().adding(
            tools: [
                TriggerToolChange(offer: self), TriggerPromptChange(offer: self), TriggerResourceChange(offer: self),
                ReadDiary(desk: desk),
            ]
                + (extras.hasTool ? [ExtraTool()] : []),
            prompts: extras.hasPrompt ? [ExtraPrompt()] : []
        )
    }

    fileprivate func changeTools() throws {
        extras.withLock { $0.hasTool.toggle() }
        live.offer(try catalog())
    }

    fileprivate func changePrompts() throws {
        extras.withLock { $0.hasPrompt.toggle() }
        live.offer(try catalog())
    }
}

private struct TriggerToolChange: Tool {
    let name = "test_trigger_tool_change"
    let description = "Adds a tool, or takes it away again."
    let offer: ChangingOffer

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        try offer.changeTools()
        return "The list of tools has changed."
    }
}

private struct TriggerPromptChange: Tool {
    let name = "test_trigger_prompt_change"
    let description = "Adds a prompt, or takes it away again."
    let offer: ChangingOffer

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        try offer.changePrompts()
        return "The list of prompts has changed."
    }
}

private struct TriggerResourceChange: Tool {
    let name = "test_trigger_resource_change"
    let description = "Says that the watched resource has changed."
    let offer: ChangingOffer

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        offer.live.changes.publish(.resource(uri: "test://watched-resource"))
        return "The watched resource has changed."
    }
}

private struct ExtraTool: Tool {
    let name = "test_extra_tool"
    let description = "Comes and goes."

    func call(_: NoArguments, in context: RequestContext) async throws -> String { "Here for now." }
}

private struct ExtraPrompt: Prompt {
    let name = "test_extra_prompt"
    let description = "Comes and goes."

    func messages(_: NoArguments, in context: RequestContext) async throws -> [PromptMessage] {
        [.user(.text("Here for now."))]
    }
}
