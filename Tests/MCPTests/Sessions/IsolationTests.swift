import HTTP
import JSON
import Testing

@testable import MCP

/// A hundred clients that are alike in everything but themselves.
@Suite struct IsolationTests {
    /// Says a word to its client, asks it for its word, and repeats both.
    private let echo = Scripted { context in
        let name = context.caller.identity?.subject ?? "?"
        context.log(.info, .string(name))
        context.progress(1)
        let answer = try await context.client?.result(of: "roots/list", [:], as: "k")
        context.progress(2)
        return "\(name) \(answer?["word"]?.string ?? "?")".result
    }

    @Test func `nobody sees what is meant for another`() async throws {
        let replica = try Replica([echo])
        let everything = try await withThrowingTaskGroup(of: (String, [StreamReader.Event]).self) { group in
            for number in 0..<100 {
                group.addTask { ("client\(number)", try await Self.talk("client\(number)", to: replica)) }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        for (name, events) in everything {
            let messages = events.compactMap(\.json)
            #expect(messages.compactMap { $0["params"]?["data"] } == [.string(name)])
            #expect(messages.compactMap { $0["params"]?["progress"]?.number } == [1, 2])
            #expect(messages.filter { $0["method"] == "roots/list" }.count == 1)
            let results = messages.compactMap { $0["result"]?["content"]?.array?.first?["text"]?.string }
            #expect(results == ["\(name) \(name)"])
        }
    }

    /// One call, answered at a moment of chance, on a stream that is cut at moments of chance; everything it brought.
    private static func talk(_ name: String, to replica: Replica) async throws -> [StreamReader.Event] {
        let caller = Caller.token(Identity(subject: name, scopes: ["tool:user"]))
        let client = await replica.open("2025-06-18", as: caller)
        let call = client.tool(id: 1, ["_meta": ["progressToken": "t"]])
        var reader = try #require(StreamReader(await replica.send(call)))
        var seen: [StreamReader.Event] = []
        var chance = SeededChance(name)
        while let event = await reader.next() {
            seen.append(event)
            await pause(chance.number(below: 21))
            if let id = event.json?["id"], event.json?["method"] != nil {
                #expect(
                    await replica.send(client.answer(id, ["word": .string(name), "roots": []])).status == .accepted
                )
            }
            guard chance.number(below: 2) == 0 else { continue }
            await reader.cut()
            reader = try #require(StreamReader(await replica.send(client.get(after: event.id))))
        }
        return seen
    }

    private static func pause(_ turns: Int) async { for _ in 0..<turns { await Task.yield() } }
}

/// The same in every run for the same name.
private struct SeededChance {
    private var state: UInt64

    init(_ name: String) {
        state = name.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }

    mutating func number(below limit: UInt64) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % limit)
    }
}

extension JSONValue {
    fileprivate var number: Double? {
        switch self {
        case .int(let value): Double(value)
        case .double(let value): value
        default: nil
        }
    }
}
