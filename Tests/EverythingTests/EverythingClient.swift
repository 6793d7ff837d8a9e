import HTTP
import JSON
import Synchronization

@testable import Everything
@testable import MCP

/// Calls the server with one of everything, and answers what that asks, by the key of the question.
final class EverythingClient: ClientLink {
    private let answers: [String: JSONObject]
    private let abilities: JSONObject
    private let hearsAll: Bool
    private let heard = Mutex(Heard())

    private struct Heard {
        var questions: [String: (method: String, params: JSONObject)] = [:]
        var notifications: [RPCNotification] = []
    }

    /// Declines what it has no answer for.
    ///
    /// - Parameter hearsAll: whether it has asked for progress and for messages of the log.
    init(
        answers: [String: JSONObject] = [:],
        abilities: Set<String> = ["elicitation", "sampling", "roots"],
        hearsAll: Bool = false
    ) {
        self.answers = answers
        self.hearsAll = hearsAll
        self.abilities = JSONObject(
            abilities.sorted().map { .init($0, $0 == "elicitation" ? ["form": [:], "url": [:]] : [:]) }
        )
    }

    func result(of method: String, _ params: JSONObject, as key: String) async throws -> JSONObject {
        heard.withLock { $0.questions[key] = (method, params) }
        return answers[key] ?? ["action": "decline"]
    }

    /// What it was asked under `key`.
    func question(_ key: String) -> JSONObject? { heard.withLock { $0.questions[key]?.params } }
    var questionCount: Int { heard.withLock { $0.questions.count } }
    var notifications: [RPCNotification] { heard.withLock { $0.notifications } }

    func send(_ method: String, _ params: JSONObject) async throws -> JSONObject {
        var context = RequestContext(caller: .trusted) { [weak self] note in
            self?.heard.withLock { $0.notifications.append(note) }
        }
        context.client = self
        context.clientCapabilities = abilities
        if hearsAll { (context.progressToken, context.level) = (.string("p"), .info) }
        let server = MCPServer(try EverythingCatalog.make())
        return try await server.respond(to: RPCRequest(id: .number(1), method: method, params: params), in: context)
    }

    func call(_ tool: String, _ arguments: JSONObject = [:]) async throws -> JSONObject {
        try await send("tools/call", ["name": .string(tool), "arguments": .object(arguments)])
    }

    /// The first text that a tool answers.
    func text(of tool: String, _ arguments: JSONObject = [:]) async throws -> String? {
        try await call(tool, arguments)["content"]?.array?.first?["text"]?.string
    }

    static func accept(_ content: JSONObject) -> JSONObject { ["action": "accept", "content": .object(content)] }
    static func say(_ text: String) -> JSONObject {
        ["role": "assistant", "model": "m", "content": ["type": "text", "text": .string(text)]]
    }
}
