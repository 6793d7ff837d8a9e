import HTTP
import JSON
import Synchronization

@testable import MCP

/// Seals with a checksum under a key: enough to tell an id that was made up from one that was not.
struct KeyedSealer: Sealer {
    var key: UInt8 = 1

    func seal(_ bytes: [UInt8], for purpose: String) -> String { Base64.encode([sum(bytes, purpose)] + bytes) }
    func open(_ text: String, for purpose: String) -> [UInt8]? {
        guard let sealed = Base64.decode(Array(text.utf8)), let first = sealed.first else { return nil }
        let bytes = Array(sealed.dropFirst())
        return first == sum(bytes, purpose) ? bytes : nil
    }
    private func sum(_ bytes: [UInt8], _ purpose: String) -> UInt8 {
        (Array(purpose.utf8) + bytes).reduce(key) { ($0 &* 31) ^ $1 }
    }
}

/// Both clocks of a process, which a test turns.
final class SessionClock: Sendable {
    private let passed = Mutex(Duration.zero)
    private let start = ContinuousClock.now
    var moment: ContinuousClock.Instant { start + passed.withLock { $0 } }
    var seconds: Int { 1_800_000_000 + Int(passed.withLock { $0 }.components.seconds) }
    func advance(by time: Duration) { passed.withLock { $0 += time } }
}

/// One process that serves sessions; several with one sealer are replicas.
struct Replica {
    let endpoint: MCPEndpoint
    let sessions: SessionHTTP
    let changes = Changes()
    let clock: SessionClock
    let exchange = ManualExchange()

    init(
        _ tools: [any Tool] = [Greet()],
        clock: SessionClock = SessionClock(),
        sealer: any Sealer = KeyedSealer(),
        _ change: (inout SessionSettings) -> Void = { _ in }
    ) throws {
        var settings = MCPSettings()
        change(&settings.sessions)
        self.clock = clock
        let server = try makeServer(tools: tools, settings)
        let sealing = Sealing(sealer) { clock.seconds }
        let tasks = TaskStore(settings.tasks, timers: exchange.timers) { clock.seconds }
        sessions = SessionHTTP(server, settings, sealing: sealing, changes: changes, tasks: tasks) { clock.moment }
        endpoint = MCPEndpoint(server, settings, sessions: sessions)
    }

    func send(_ request: HTTPRequest) async -> HTTPResponse {
        var request = request
        request.exchange = exchange
        return await endpoint.respond(to: request)
    }

    /// Opens a session.
    func open(
        _ version: String = "2025-11-25",
        able capabilities: JSONObject = allAbilities,
        as caller: Caller = .trusted
    ) async -> SessionClient {
        var request = post(initialize(version, able: capabilities))
        request.caller = caller
        let response = await send(request)
        return SessionClient(id: response.fields[.mcpSessionID] ?? "none", caller: caller, version: version)
    }
}

let allAbilities: JSONObject = [
    "roots": ["listChanged": true], "sampling": [:], "elicitation": ["form": [:], "url": [:]],
]

func initialize(_ version: String, able capabilities: JSONObject = allAbilities) -> JSONValue {
    [
        "jsonrpc": "2.0", "id": 0, "method": "initialize",
        "params": [
            "protocolVersion": .string(version), "capabilities": .object(capabilities),
            "clientInfo": ["name": "c", "version": "1"],
        ],
    ]
}

/// A client that has opened a session.
struct SessionClient {
    let id: String
    var caller: Caller = .trusted
    var version = "2025-11-25"

    func request(_ body: JSONValue, _ change: (inout HTTPFields) -> Void = { _ in }) -> HTTPRequest {
        var request = post(body) { fields in
            fields[.mcpSessionID] = id
            fields[.mcpProtocolVersion] = version
            change(&fields)
        }
        request.caller = caller
        return request
    }
    func call(_ method: String, _ params: JSONObject = [:], id: JSONValue = 1) -> HTTPRequest {
        request(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(params)])
    }
    func tool(_ name: String = "scripted", id: JSONValue = 1, _ more: JSONObject = [:]) -> HTTPRequest {
        var params: JSONObject = ["name": .string(name)]
        for member in more.members { params[member.key] = member.value }
        return call("tools/call", params, id: id)
    }
    func tell(_ method: String, _ params: JSONObject = [:]) -> HTTPRequest {
        request(["jsonrpc": "2.0", "method": .string(method), "params": .object(params)])
    }
    func answer(_ id: JSONValue, _ result: JSONValue) -> HTTPRequest {
        request(["jsonrpc": "2.0", "id": id, "result": result])
    }
    func get(after event: String? = nil) -> HTTPRequest { bodiless(.get) { $0[.lastEventID] = event } }
    func delete() -> HTTPRequest { bodiless(.delete) }

    private func bodiless(_ method: HTTPMethod, _ change: (inout HTTPFields) -> Void = { _ in }) -> HTTPRequest {
        var request = request(.null, change)
        request.method = method
        request.body = []
        return request
    }
}

/// The reader of an event stream, one event at a time.
final class StreamReader: Sendable {
    struct Event: Sendable, Equatable {
        var id: String?
        var name: String?
        var retry: Int?
        var data: String
        var json: JSONValue? { try? JSONValue(parsing: data) }
    }
    private let task: Task<Void, Never>
    private let events: AsyncStream<Event>

    init?(_ response: HTTPResponse) {
        guard case .stream(let produce) = response.body else { return nil }
        let (events, output) = AsyncStream<Event>.makeStream()
        self.events = events
        // Ends with the stream, or is cancelled by `cut`.
        task = Task {
            await produce { piece in
                for text in String(decoding: piece, as: UTF8.self).split(separator: "\n\n") {
                    output.yield(Self.event(text))
                }
            }
            output.finish()
        }
    }

    func next() async -> Event? {
        for await event in events { return event }
        return nil
    }
    /// Everything that is still to come.
    func rest() async -> [Event] { await events.reduce(into: []) { $0.append($1) } }

    /// Closes the connection.
    func cut() async {
        task.cancel()
        await task.value
    }

    private static func event(_ text: Substring) -> Event {
        var event = Event(data: "")
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2 else { continue }
            let value = String(parts[1].dropFirst())
            switch parts[0] {
            case "id": event.id = value
            case "event": event.name = value
            case "retry": event.retry = Int(value)
            default: event.data = value
            }
        }
        return event
    }
}
