import FoundationEssentials
import HTTP
import JSON
import Testing

@testable import MCP

/// The documentation shows these examples word for word.
@Suite struct ExamplesTests {
    @Test(arguments: [
        ("Booking", "asking"), ("Feed", "subscriptions"), ("Export", "tasks"), ("InMemoryChannel", "transports"),
    ])
    func `the documentation shows what is compiled here`(example: String, page: String) throws {
        let tests = #filePath.dropLast("/MCPTests/Examples/ExamplesTests.swift".count)
        let source = try text(of: tests + "/MCPTests/Examples/\(example).swift")
        let documentation = try text(of: tests.dropLast("Tests".count) + "docs/\(page).md")
        #expect(documentation.contains("```swift\n\(source)```\n"))
    }

    @Test func `the booking asks, and books`() async throws {
        let server = MCPServer(try Catalog(tools: [Booking()]))
        #expect(try await server.round(name: "book_table").isQuestion)
        let answers: JSONValue = ["guests": accepted(["count": 4, "window": true])]
        let booked = try await server.round(["inputResponses": answers], name: "book_table")
        #expect(booked.said == "Booked for 4, near the window.")
        let refused = try await server.round(["inputResponses": ["guests": ["action": "decline"]]], name: "book_table")
        #expect(refused.said == "Nothing was booked.")
    }

    @Test func `whoever watches the feed hears of a headline`() async throws {
        let live = LiveCatalog()
        live.offer(try Catalog(tools: [Feed(live: live)], resources: [Page(uri: "feed://headlines")]))
        let server = MCPServer(live)
        let heard = Heard()
        let listening = server.listening(["resourceSubscriptions": ["feed://headlines"]], heard: heard)
        await heard.wait(for: 1)
        let arguments: JSONObject = ["arguments": ["headline": "Rain"]]
        #expect(try await server.round(arguments, name: "add_headline").said == "added")
        await heard.wait(for: 2)
        #expect(heard.all.last?.method == "notifications/resources/updated")
        listening.cancel()
    }

    @Test func `the export goes on as a task where the client follows one`() async throws {
        let server = MCPServer(try Catalog(tools: [Export()]), tasks: TaskStore { 0 })
        let params: JSONObject = ["arguments": ["year": 2026]]
        #expect(try await server.round(params, name: "export_ledger").said == "12 months of 2026")
        let able: JSONObject = ["extensions": ["io.modelcontextprotocol/tasks": [:]]]
        let made = try await server.round(params, able: able, name: "export_ledger")
        #expect(made["resultType"] == "task")
    }

    @Test func `a transport of one's own serves every revision`() async throws {
        let server = try makeServer()
        let channel = InMemoryChannel()
        channel.say(currentCall("tools/call", ["name": "hello_world", "arguments": ["name": "Ada"]]).bytes)
        channel.say(initialize("2025-11-25").bytes)
        channel.hangUp()
        await Connection(to: server, as: .trusted, MCPSettings()).run(on: channel)
        channel.end()
        var answers: [JSONValue] = []
        for await answer in channel.heard { answers.append(try JSONValue(parsing: answer)) }
        #expect(answers.contains { $0["result"]?["content"]?.array?.first?["text"] == "Hello, Ada!" })
        #expect(answers.contains { $0["result"]?["protocolVersion"] == "2025-11-25" })
        let top = #filePath.dropLast("Tests/MCPTests/Examples/ExamplesTests.swift".count)
        let page = try text(of: top + "docs/transports.md")
        #expect(page.contains("await Connection(to: server, as: .trusted, MCPSettings()).run(on: channel)"))
    }

    private func text(of path: some StringProtocol) throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: String(path))), as: UTF8.self)
    }
}
