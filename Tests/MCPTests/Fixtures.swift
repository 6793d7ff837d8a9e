import HTTP
import JSON
import Synchronization
import Telemetry

@testable import MCP

/// Greets, after waiting when it is told to.
struct Greet: Tool {
    let name = "hello_world"
    let description = "Say hello."
    let requiredScopes: Set = ["tool:user"]

    struct Arguments: CallArguments {
        @Argument("Whom to greet") var name: String
    }
    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        "Hello, \(arguments.name)!"
    }
}

/// Runs a closure.
struct Scripted: Tool {
    var name = "scripted"
    let description = "Does what the test says."
    var stdioOnly = false
    var requiredScopes: Set<String> = []
    var runsOn = Execution.loop
    var timeout: Duration?
    let body: @Sendable (RequestContext) async throws -> ToolResult

    func call(_: NoArguments, in context: RequestContext) async throws -> ToolResult { try await body(context) }
}

extension Caller {
    /// Somebody with a token for these scopes; always the same somebody.
    static func ana(_ scopes: Set<String> = []) -> Caller { .token(Identity(subject: "ana", scopes: scopes)) }
}

/// Repeats an argument in a header field.
struct Regional: Tool {
    let name = "regional"
    let description = "Answers from a region."

    struct Arguments: CallArguments {
        @Argument("Where", header: "Region") var region: String?
        @Argument("How many", header: "Count") var count: Int?
    }
    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String { "done" }
}

struct Page: Resource {
    var uri = "page://one"
    let name = "page"
    let mimeType = "text/plain"
    var content = ResourceContent.text("content")
    var failure: (any Error)?

    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
        if let failure { throw failure }
        return variables.isEmpty ? content : .text(variables.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined())
    }
    func completions(
        of variable: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] { (1...150).map { "\(variable)\(text)\($0)" } }
}

struct Opening: Prompt {
    var name = "opening"
    let description = "Opens."

    struct Arguments: CallArguments {
        @Argument("Topic") var topic: String
        @Argument("Turns") var turns = 1
    }
    func messages(_ arguments: Arguments, in context: RequestContext) async throws -> [PromptMessage] {
        (0..<arguments.turns).map { _ in .user(.text("About \(arguments.topic)")) }
    }
}

/// A server with one of everything.
func makeServer(
    tools: [any Tool] = [Greet()],
    resources: [any Resource] = [Page(), Page(uri: "page://{id}/part")],
    prompts: [any Prompt] = [Opening()],
    _ settings: MCPSettings = MCPSettings(),
    log: Logger = .silent
) throws -> MCPServer {
    MCPServer(try Catalog(tools: tools, resources: resources, prompts: prompts), settings, log: log)
}

func json(_ text: String) throws -> JSONValue { try JSONValue(parsing: text) }

/// The `_meta` that every request of 2026-07-28 carries, and what else a test wants in it.
func meta(_ more: JSONObject = [:], version: String = "2026-07-28") -> JSONValue {
    var meta: JSONObject = [
        "io.modelcontextprotocol/protocolVersion": .string(version),
        "io.modelcontextprotocol/clientCapabilities": [:],
    ]
    for member in more.members { meta[member.key] = member.value }
    return .object(meta)
}

/// A request of 2026-07-28 as it stands on the wire.
func currentCall(
    _ method: String,
    _ params: JSONObject = [:],
    id: JSONValue = 7,
    meta more: JSONObject = [:]
) -> JSONValue {
    var params = params
    params["_meta"] = meta(more)
    return ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)]
}

/// A POST, with the header fields of 2026-07-28 taken from the body where it has them.
func post(_ body: JSONValue, _ change: (inout HTTPFields) -> Void = { _ in }) -> HTTPRequest {
    var fields: HTTPFields = [
        .contentType: "application/json", .accept: "application/json, text/event-stream",
    ]
    if let version = body["params"]?["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string {
        fields[.mcpProtocolVersion] = version
        fields[.mcpMethod] = body["method"]?.string
        if let name = body["params"]?["name"]?.string ?? body["params"]?["uri"]?.string { fields[.mcpName] = name }
    }
    change(&fields)
    var request = HTTPRequest(.post, "/mcp", fields: fields, body: body.bytes)
    request.caller = .trusted
    return request
}

extension HTTPResponse {
    /// The body, when it is JSON.
    var json: JSONValue? {
        guard case .bytes(let bytes) = body, !bytes.isEmpty else { return nil }
        return try? JSONValue(parsing: bytes)
    }
    /// The messages of an event stream, once it has ended.
    func events() async throws -> [JSONValue] {
        let pieces = Mutex<[UInt8]>([])
        switch body {
        case .bytes(let bytes): pieces.withLock { $0 = bytes }
        case .stream(let produce): await produce { piece in pieces.withLock { $0 += piece } }
        case .webSocket: break
        }
        let text = String(decoding: pieces.withLock { $0 }, as: UTF8.self)
        return try text.split(separator: "\n\n").map { event in
            try JSONValue(parsing: String(event.dropFirst("data: ".count)))
        }
    }
}

/// Timers that fire when a test says so.
final class ManualTimers: Timers {
    private let actions = Mutex<[(delay: Duration, action: @Sendable () -> Void, isCancelled: Flag)]>([])

    final class Flag: Timer {
        private let value = Mutex(false)
        var isSet: Bool { value.withLock { $0 } }
        func cancel() { value.withLock { $0 = true } }
    }

    func after(_ delay: Duration, _ action: @escaping @Sendable () -> Void) -> any Timer {
        let flag = Flag()
        actions.withLock { $0.append((delay, action, flag)) }
        return flag
    }
    func sleep(for delay: Duration) async throws {}

    /// Fires, once, every timer of `delay` that was not cancelled.
    func fire(_ delay: Duration) {
        let due = actions.withLock { actions in
            let due = actions.filter { $0.delay == delay }
            actions.removeAll { $0.delay == delay }
            return due
        }
        for timer in due where !timer.isCancelled.isSet { timer.action() }
    }
    var delays: [Duration] { actions.withLock { $0.filter { !$0.isCancelled.isSet }.map(\.delay) } }
}

/// A server's end of a request, whose clock a test turns.
final class ManualExchange: Exchange {
    let manualTimers = ManualTimers()
    private let state = Mutex<(terms: (any Terms)?, renewals: Int)>((nil, 0))
    private let drainAction = Mutex<(@Sendable () -> Void)?>(nil)

    var timers: any Timers { manualTimers }
    var executor: (any TaskExecutor)? { nil }
    var terms: (any Terms)? { state.withLock { $0.terms } }
    var renewals: Int { state.withLock { $0.renewals } }
    func agree(to terms: any Terms) { state.withLock { $0.terms = terms } }
    /// Bytes that may be held.
    var room: Int {
        get { left.withLock { $0 } }
        set { left.withLock { $0 = newValue } }
    }
    private let left = Mutex(Int.max)
    func hold(_ bytes: Int) -> HeldMemory? {
        let fits = left.withLock { left in
            guard bytes <= left else { return false }
            left -= bytes
            return true
        }
        return fits ? HeldMemory { self.left.withLock { $0 += bytes } } : nil
    }
    let repeats: JSONRepeats? = JSONRepeats()
    func renew() { state.withLock { $0.renewals += 1 } }
    func onDrain(_ action: @escaping @Sendable () -> Void) { drainAction.withLock { $0 = action } }
    /// Asks the server to stop.
    func drain() { drainAction.withLock { $0 }?() }
}

/// Events that were logged.
final class Records: Sendable {
    private let lines = Mutex<[(LogLevel, String, JSONObject)]>([])
    var all: [(LogLevel, String, JSONObject)] { lines.withLock { $0 } }
    var logger: Logger {
        Logger(level: .trace) { level, event, fields in self.lines.withLock { $0.append((level, event, fields)) } }
    }
}

/// Something that happens once, and that others wait for.
final class Gate: Sendable {
    private let state = Mutex<(isOpen: Bool, waiting: [CheckedContinuation<Void, Never>])>((false, []))

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
    func wait() async {
        await withCheckedContinuation { continuation in
            let isOpen = state.withLock { state in
                if !state.isOpen { state.waiting.append(continuation) }
                return state.isOpen
            }
            if isOpen { continuation.resume() }
        }
    }
}

/// Returns when the task is cancelled.
func untilCancelled() async {
    let (silence, continuation) = AsyncStream<Never>.makeStream()
    for await _ in silence {}
    continuation.finish()
}
