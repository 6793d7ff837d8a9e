import MCP
import Platform
import Synchronization
import Testing

@testable import App

@Suite struct ConfigurationSourceTests {
    private final class Counter: Sendable {
        let value = Mutex(0)
    }

    private let counter = Counter()

    private func source(_ path: String? = nil, changes: Bool = false, port: Int? = nil) -> ConfigurationSource {
        ConfigurationSource(.init(config: path, port: port), changes: changes) {
            [counter] () throws(CatalogError) in
            counter.value.withLock { $0 += 1 }
            return try Catalog.app()
        }
    }

    @Test func `tools are made once, unless they change what is offered`() throws {
        for (changes, count) in [(false, 1), (true, 4)] {
            let source = source(changes: changes)
            for _ in 0..<3 { _ = try source.offering(Configuration()) }
            #expect(counter.value.withLock { $0 } == count)
        }
    }

    @Test func `the command line holds against every file`() throws {
        let file = try TemporaryFile("[server.transport.http]\nport = 9\n")
        #expect(try source(file.path).read().configuration.server.port == 9)
        #expect(try source(file.path, port: 7).read().configuration.server.port == 7)
    }

    @Test func `a socket of the file gives way to a port of the command line`() throws {
        let file = try TemporaryFile("[server.transport.http]\nsocket = '/run/x/http.sock'\n")
        #expect(try source(file.path).read().configuration.server.socket?.path == "/run/x/http.sock")
        #expect(try source(file.path, port: 7).read().configuration.server.socket == nil)
    }

    @Test func `only what was read last is watched`() throws {
        let files = [try TemporaryFile(""), try TemporaryFile("")]
        var source = source()
        for file in files {
            source.path = file.path
            _ = try source.read()
        }
        #expect(source.files.known.keys.sorted() == [files[1].path])
    }

    @Test func `rules are held against what is offered`() throws {
        let file = try TemporaryFile("[access.tools.no_such_tool]\ncondition = 'true'\n")
        #expect(throws: ReloadError.self) { try source(file.path).read() }
        // What will be there then is not known.
        _ = try source(file.path, changes: true).read()
    }

    @Test func `messages in memory outlive whatever else changes in the demo`() async throws {
        let source = source()
        var configuration = Configuration()
        configuration.demo.isEnabled = true
        try store(in: source.offering(configuration)).post(.init(sender: "Ada", content: "hello"))
        configuration.demo.filesFolder = "/etc"
        #expect(try store(in: source.offering(configuration)).messages.map(\.content) == ["hello"])
        let file = try TemporaryFile()
        configuration.demo.messagesFile = file.path
        #expect(try store(in: source.offering(configuration)).messages.isEmpty)
    }

    private func store(in catalog: Catalog) throws -> MessageStore {
        let stores = catalog.tools.compactMap { ($0 as? PostMessage)?.store }
        return try #require(stores.first)
    }
}
