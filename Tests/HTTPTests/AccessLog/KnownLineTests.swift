import JSON
import Testing

@testable import HTTP

@Suite struct KnownLineTests {
    private let request = HTTPRequest(.post, "/mcp", query: "code=canary", fields: ["Accept": "*/*"])
    private let ada = Caller.token(Identity(subject: "ada", issuer: "i", scopes: []))
    private let add = CallFact("tools/call", name: "add", revision: "2026-07-28")

    /// The lines of requests of one connection with the same head, and those of requests that nothing is known of.
    private func lines(_ changes: [(inout AccessRecord) -> Void]) throws -> (known: [JSONValue], expected: [JSONValue])
    {
        let known = KnownLine()
        return (try lines(changes) { known }, try lines(changes) { nil })
    }
    private func lines(_ changes: [(inout AccessRecord) -> Void], _ known: () -> KnownLine?) throws -> [JSONValue] {
        var lines = AccessLines(AccessLogSettings())
        return try changes.map { change in
            var record = AccessRecord(request, showsBody: false, known: known())
            change(&record)
            var text = TextOutput()
            lines.append(record, id: "x", at: .init(seconds: 0, milliseconds: 1), took: 2000, to: &text)
            return try JSONValue(parsing: Array(text.text.dropLast()))
        }
    }

    @Test func `lines of the same head say the same as if it were not known`() throws {
        let call = add
        let caller = ada
        let same: (inout AccessRecord) -> Void = { record in
            record.note(.caller(caller))
            record.note(.call(call))
        }
        let (known, expected) = try lines([same, same, { $0.status = 200 }, { _ in }, same])
        #expect(known == expected)
        #expect(known[1]["gen_ai.tool.name"] == "add" && known[3]["gen_ai.tool.name"] == nil)
        #expect(!"\(known)".contains("canary"))
    }

    @Test func `another caller or call is named, however alike`() throws {
        let call = add
        let callers = [ada, .token(Identity(subject: "bob", issuer: "i", scopes: [])), .trusted, .unknown, ada]
        let calls: [CallFact?] = [
            call, CallFact("tools/call", name: "sub", revision: "2026-07-28"),
            CallFact("prompts/get", name: "add", revision: "2026-07-28"),
            CallFact("tools/call", name: "add", revision: "2025-11-25"), CallFact("tools/call", revision: "2026-07-28"),
            CallFact("tools/call", name: "caf\u{e9}", revision: "2026-07-28"),
            CallFact("tools/call", name: "cafe\u{301}", revision: "2026-07-28"), nil, call,
        ]
        let changes = callers.flatMap { caller in
            calls.map { call in
                { (record: inout AccessRecord) in
                    record.note(.caller(caller))
                    if let call { record.note(.call(call)) }
                }
            }
        }
        let (known, expected) = try lines(changes)
        #expect(known == expected)
    }

    @Test func `the trace of each call is its own`() throws {
        let traces = ["4bf9", "00a1"].map { CallFact("tools/call", name: "add", revision: "2026-07-28", traceID: $0) }
        let (known, expected) = try lines(traces.map { call in { $0.note(.call(call)) } })
        #expect(known == expected && known[1]["trace_id"] == "00a1")
    }

    @Test func `what a client says at length is not kept`() throws {
        let name = String(repeating: "n", count: KnownLine.limit)
        let call = CallFact("tools/call", name: name, revision: "2026-07-28")
        let (known, expected) = try lines([{ $0.note(.call(call)) }, { $0.note(.call(call)) }])
        #expect(known == expected)
        let long = [UInt8](repeating: 0, count: KnownLine.limit + 1)[...]
        let line = KnownLine()
        var text = TextOutput()
        line.keep(tail: [1], of: .unknown, call, .init())
        #expect(!line.appendTail(of: .unknown, call, .init(), to: &text))
        line.keep(tail: long, of: .unknown, nil, .init())
        #expect(!line.appendTail(of: .unknown, nil, .init(), to: &text))
        line.keep(front: long, for: nil)
        #expect(!line.appendFront(for: nil, to: &text) && text.count == 0)
    }

    @Test func `the client behind a proxy is the one of now`() throws {
        let clients = [nil, "203.0.113.9", "203.0.113.9", "203.0.113.10", nil]
        let (known, expected) = try lines(
            clients.map { client in { if let client { $0.note(.client(client, id: "x")) } } }
        )
        #expect(known == expected)
        #expect(known.map { $0["network.peer.address"] == nil } == [true, false, false, false, true])
    }

    @Test func `a request that was refused shows what may have been wrong`() throws {
        let request = HTTPRequest(.post, "/mcp", fields: ["Mcp-Name": "add"])
        let known = KnownLine()
        var lines = AccessLines(AccessLogSettings())
        for status in [200, 400, 200, 403] {
            var record = AccessRecord(request, showsBody: false, known: known)
            record.note(.call(add))
            record.status = status
            var text = TextOutput()
            lines.append(record, id: "x", at: .init(seconds: 0, milliseconds: 1), took: 2000, to: &text)
            let line = try JSONValue(parsing: Array(text.text.dropLast()))
            #expect((line["http.request.header.mcp-name"] == nil) == (status == 200))
        }
    }

    @Test func `a length is left out only where the body was read`() throws {
        let unread = HTTPRequest(.post, "/mcp", fields: [.contentLength: "3"])
        let read = HTTPRequest(.post, "/mcp", fields: [.contentLength: "3"], body: [1, 2, 3])
        let known = KnownLine()
        var lines = AccessLines(AccessLogSettings())
        for request in [unread, read, unread, read] {
            var text = TextOutput()
            let record = AccessRecord(request, showsBody: false, known: known)
            lines.append(record, id: "x", at: .init(seconds: 0, milliseconds: 1), took: 2000, to: &text)
            let line = try JSONValue(parsing: Array(text.text.dropLast()))
            #expect((line["http.request.header.content-length"] == nil) == !request.body.isEmpty)
        }
    }
}
