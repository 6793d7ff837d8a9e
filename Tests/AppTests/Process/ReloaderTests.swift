import HTTP
import MCP
import Platform
import Synchronization
import Telemetry
import Testing

@testable import App

@Suite struct ReloaderTests {
    private let file: TemporaryFile
    private let log: TemporaryFile
    private let state = ProcessState(start: 7)
    private let logs: Logs
    private let reloader: Reloader
    private let first: Application
    private let live: LiveCatalog

    /// A process that was started with this file.
    private init(_ text: String) throws {
        file = try TemporaryFile(text)
        log = try TemporaryFile()
        var source = ConfigurationSource(.init(config: file.path)) { () throws(CatalogError) in try Catalog.app() }
        let started = try source.read().configuration
        source.path = file.path
        var configuration = started
        configuration.log.file = log.path
        logs = try Logs(configuration)
        live = LiveCatalog(try source.offering(started))
        let sealer = started.sealer()
        first = Application(started, offering: live, sealer: sealer.value, in: state, log: .silent)
        reloader = Reloader(source, replacing: first, offering: live, sealing: sealer, in: state, logs: logs)
    }

    init() throws { try self.init("[server]\nname = 'one'\n") }

    private var report: Reloads.Report { state.reloads.report }
    private var now: Application { state.current.application(since: first) }

    private func reload(_ text: String) throws {
        try file.write(text)
        reloader.reload()
    }

    private func logged(_ text: String) -> Bool {
        logs.flush()
        return log.text.contains(text)
    }

    private func status(of tool: String) async -> String { await answer("tools/call", #"{"name":"\#(tool)"}"#) }

    private func answer(_ method: String, _ parameters: String) async -> String {
        let body = #"{"jsonrpc":"2.0","id":1,"method":"\#(method)","params":\#(parameters)}"#
        let fields: HTTPFields = [.host: "localhost", .contentType: "application/json"]
        let response = await now.handler.respond(to: HTTPRequest(.post, "/mcp", fields: fields, body: Array(body.utf8)))
        guard case .bytes(let bytes) = response.body else { return "" }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(.timeLimit(.minutes(1))) func `streams of those who may not come in any more end with the reload`()
        async throws
    {
        let other =
            "[[middleware.jwt.validation.tokens]]\nname = 'other'\nsha256 = '\(String(repeating: "0", count: 64))'\n"
        try reload(LocalTokens.begin + LocalTokens.token())
        // Nobody needed a token before: that is a reload, too.
        let admission = now.admission
        var request = HTTPRequest(.get, "/mcp", fields: [.authorization: "Bearer \(LocalTokens.good)"])
        request.caller = try #require(await admission.caller(of: request))
        await withTaskGroup(of: Void.self) { [request, state] group in
            group.addTask { await state.streams.stay(of: request, by: admission) }
            while state.streams.count == 0 { await Task.yield() }
            do {
                try reload(LocalTokens.begin + LocalTokens.token() + other)
                for _ in 0..<100 { await Task.yield() }
                #expect(state.streams.count == 1)
                try reload(LocalTokens.begin + other)
            } catch {
                Issue.record(error)
                group.cancelAll()
            }
        }
        #expect(state.streams.count == 0)
    }

    @Test func `a good file takes the place of the one before`() throws {
        try reload("[server]\nname = 'two'\n")
        #expect(now.configuration.mcp.name == "two")
        #expect(report.applied == 1 && report.rejected == 0 && report.lastSuccess > 7 && report.problem == nil)
        #expect(logged("the configuration was read again, and holds"))
    }

    @Test func `a file that says the same builds nothing`() throws {
        try reload("# the same\n[server]\nname = 'one'\n")
        #expect(state.current.latest == nil && report.applied == 1)
        #expect(logged("nothing has changed"))
    }

    @Test(arguments: ["[server]\nnmae = 'two'\n", "[server", "[middleware.jwt]\nenabled = true\n"])
    func `a bad file changes nothing, and is shown`(text: String) throws {
        try reload(text)
        #expect(state.current.latest == nil)
        #expect(report.applied == 0 && report.rejected == 1 && report.lastSuccess == 7)
        #expect(report.problem?.contains("\(file.path):") == true && report.problem?.contains("^") == true)
        #expect(logged("the configuration that ran before still holds"))
        try reload("[server]\nname = 'two'\n")
        #expect(report.problem == nil && now.configuration.mcp.name == "two")
    }

    @Test func `a file that has gone is a bad one`() {
        file.remove()
        reloader.reload()
        #expect(report.rejected == 1 && report.problem?.contains("there is no such file") == true)
    }

    @Test func `what waits for a restart is named, and the rest applies`() throws {
        try reload("[server]\nname = 'two'\n[server.transport.http]\nport = 9\n[log]\nformat = 'text'\n")
        #expect(report.waiting == ["server.transport.http.port", "log.format"])
        #expect(now.configuration.mcp.name == "two" && now.configuration.server.port == 8080)
        #expect(logged("changes that wait for a restart"))
        try reload("[server]\nname = 'two'\n")
        #expect(report.waiting.isEmpty)
    }

    @Test func `no file opens a server to everybody on the address that it listens on`() throws {
        let jwt = LocalTokens.begin + LocalTokens.token()
        let open = try ReloaderTests("[server.transport.http]\nhost = '0.0.0.0'\n" + jwt)
        // A good file by itself: on loopback nobody has to show anything.
        try open.reload("[server.transport.http]\nhost = '127.0.0.1'\n")
        #expect(open.state.current.latest == nil && open.report.rejected == 1)
    }

    @Test func `no file takes authentication away, on loopback neither`() throws {
        let guarded = try ReloaderTests(LocalTokens.begin + LocalTokens.token())
        for text in ["", "[middleware.jwt]\nenabled = false\n"] { try guarded.reload(text) }
        #expect(guarded.state.current.latest == nil && guarded.report.rejected == 2)
        #expect(guarded.report.problem == "nobody would need a token any more: restart to apply this")
    }

    @Test func `who listens is told to look again when the rules of access change, and then only`() throws {
        let heard = Mutex<[Changes.Change]>([])
        let listener = live.changes.listen { change in heard.withLock { $0.append(change) } }
        let rules = "[access.tools.hello_world]\nscopes = ['a']\n"
        try reload(rules)
        #expect(heard.withLock { $0 } == [.tools, .resources, .prompts])
        try reload("[server]\nname = 'two'\n" + rules)
        #expect(now.configuration.mcp.name == "two" && heard.withLock { $0.count } == 3)
        listener.cancel()
    }

    @Test func `what a proxy says does not get into a log that was opened without hiding it`() throws {
        let logged = "[middleware.access_logs]\n[server.transport.http]\ntrusted_proxies = ['127.0.0.1']\n"
        let external = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'external'\n"
        let process = try ReloaderTests(logged)
        try process.reload(logged + external)
        #expect(process.report.problem?.contains("restart to apply this") == true)
    }

    @Test func `the level of the log moves`() throws {
        logs.log.debug("before")
        try reload("[log]\nlevel = 'debug'\n")
        logs.log.debug("afterwards")
        #expect(logged("afterwards") && !logged("before\""))
    }

    @Test func `examples come and go with their table`() async throws {
        #expect(await status(of: "list_messages").contains("error"))
        try reload("[demo]\nenabled = true\n")
        #expect(await status(of: "list_messages").contains("No messages available."))
        try reload("")
        #expect(await status(of: "list_messages").contains("error"))
    }

    @Test func `examples show the server as it is now`() async throws {
        for name in ["two", "three"] {
            try reload("[demo]\nenabled = true\n[server]\nname = '\(name)'\n")
            #expect(await answer("resources/read", #"{"uri":"config://app"}"#).contains(name))
        }
    }

    @Test func `a change is taken when nobody writes any more`() throws {
        reloader.look()
        #expect(report.applied == 0)
        try file.write("[server]\nname = 'two'\n")
        reloader.look()
        #expect(report.applied == 0)
        reloader.look()
        #expect(report.applied == 1 && now.configuration.mcp.name == "two")
        reloader.look()
        #expect(report.applied == 1)
    }
}
