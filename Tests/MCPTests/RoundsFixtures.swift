import HTTP
import JSON
import Synchronization

@testable import MCP

/// Seals by writing the purpose and a checksum in front: enough to tell whether something was changed.
struct PlainSealer: Sealer {
    func seal(_ bytes: [UInt8], for purpose: String) -> String {
        let sum = Base64.encode(SHA256.digest(Array(purpose.utf8) + bytes))
        return "\(sum).\(Base64.encode(bytes))"
    }
    func open(_ text: String, for purpose: String) -> [UInt8]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let bytes = Base64.decode(Array(parts[1].utf8)) else { return nil }
        return seal(bytes, for: purpose) == text ? bytes : nil
    }
}

/// A clock that a test turns.
final class ManualClock: Sendable {
    private let seconds = Mutex(1_800_000_000)
    var now: Int { seconds.withLock { $0 } }
    func advance(by time: Int) { seconds.withLock { $0 += time } }
}

struct UserName: CallArguments {
    @Argument("Your name") var name: String
}

/// All that a client can be asked for.
let everything: JSONObject = [
    "elicitation": ["form": [:], "url": [:]], "sampling": ["tools": [:], "context": [:]], "roots": [:],
]

func accepted(_ content: JSONObject) -> JSONValue { ["action": "accept", "content": .object(content)] }

extension MCPServer {
    /// Calls the scripted tool as a client of 2026-07-28 does.
    func round(
        _ more: JSONObject = [:],
        as caller: Caller = .trusted,
        able: JSONObject = everything,
        name: String = "scripted"
    ) async throws(RPCError) -> JSONObject {
        var context = RequestContext(caller: caller)
        context.clientCapabilities = able
        var params: JSONObject = ["name": .string(name)]
        for member in more.members { params[member.key] = member.value }
        return try await respond(to: RPCRequest(id: .number(1), method: "tools/call", params: params), in: context)
    }
}

func roundServer(
    sealed: Bool = true,
    _ settings: MCPSettings = MCPSettings(),
    clock: ManualClock = ManualClock(),
    body: @escaping @Sendable (RequestContext) async throws -> ToolResult
) throws -> MCPServer {
    MCPServer(
        try Catalog(tools: [Scripted(body: body), Scripted(name: "other", body: body)]),
        settings,
        sealing: sealed ? Sealing(PlainSealer()) { clock.now } : nil
    )
}

extension JSONObject {
    /// The text of a tool's answer.
    var said: String? { self["content"]?.array?.first?["text"]?.string }
    var isQuestion: Bool { self["resultType"] == "input_required" }
}
