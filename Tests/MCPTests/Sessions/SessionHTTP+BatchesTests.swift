import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionHTTPBatchesTests {
    private func send(_ items: JSONValue, _ version: String = "2025-03-26") async throws -> HTTPResponse {
        let replica = try Replica()
        let client = await replica.open(version)
        return await replica.send(client.request(items))
    }
    private func call(_ id: Int, _ method: String = "ping") -> JSONValue {
        ["jsonrpc": "2.0", "id": .int(id), "method": .string(method)]
    }

    @Test func `requests are answered in one array, notifications not at all`() async throws {
        let note: JSONValue = ["jsonrpc": "2.0", "method": "notifications/initialized"]
        let greeting: JSONValue = [
            "jsonrpc": "2.0", "id": "x", "method": "tools/call",
            "params": ["name": "hello_world", "arguments": ["name": "Ada"]],
        ]
        let response = try await send([call(1), note, greeting, call(3, "no/such"), ["jsonrpc": "2.0"]])
        let answers = response.json?.array ?? []
        #expect(answers.count == 4 && answers.prefix(3).map { $0["id"] } == [1, "x", 3])
        #expect(answers.first?["result"] == [:])
        #expect(answers.dropFirst().first?["result"]?["content"]?.array?.first?["text"] == "Hello, Ada!")
        #expect(answers.dropFirst(2).first?["error"]?["code"] == -32601)
        #expect(answers.last?["error"]?["code"] == -32600)
    }

    @Test func `a batch without requests is accepted`() async throws {
        let response = try await send([["jsonrpc": "2.0", "method": "notifications/initialized"]])
        #expect(response.status == .accepted && response.json == nil)
    }

    @Test func `a batch has at least one message, and at most a hundred`() async throws {
        #expect(try await send([]).status == .badRequest)
        #expect(try await send(.array((0..<101).map { call($0) })).status == .badRequest)
        #expect(try await send(.array((0..<100).map { call($0) })).json?.array?.count == 100)
    }

    @Test(arguments: ["2025-06-18", "2025-11-25"])
    func `other revisions have none`(version: String) async throws {
        #expect(try await send([call(1)], version).status == .badRequest)
    }

    @Test func `nobody begins a session within one`() async throws {
        let answers = try await send([initialize("2025-03-26"), call(2)]).json?.array
        #expect(answers?.first?["error"]?["code"] == -32600 && answers?.last?["result"] == [:])
    }
}
