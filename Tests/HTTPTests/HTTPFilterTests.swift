import HTTP
import Testing

@Suite struct HTTPFilterTests {
    /// Leaves its name on the request and on the answer; answers by itself where it is told to.
    private struct Step: HTTPFilter {
        let name: String
        var answers = false
        func answer(to request: inout HTTPRequest) -> HTTPResponse? {
            request.fields.append("In", name)
            return answers ? .text("from \(name)") : nil
        }
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields.append("Out", name) }
    }

    /// Has no answer before it has waited.
    private struct Waiting: HTTPFilter {
        let name: String
        var answers = false
        func mustWait(for request: HTTPRequest) -> Bool { true }
        func decide(_ request: inout HTTPRequest) async -> HTTPResponse? {
            await Task.yield()
            request.fields.append("In", name)
            return answers ? .text("from \(name)") : nil
        }
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields.append("Out", name) }
    }

    private func answer(_ outer: [(any HTTPFilter)?], _ inner: [any HTTPFilter]) async -> HTTPResponse {
        let routes = [Route.get("/a") { .text($0.fields[all: "In"].joined()) }]
        return await Router(routes.behind(inner), behind: outer).respond(to: HTTPRequest(.get, "/a"))
    }

    @Test func `filters see the request from the outside in and the answer from the inside out`() async {
        let response = await answer([Step(name: "a"), nil, Step(name: "b")], [Step(name: "c")])
        #expect(response.text == "abc")
        #expect(response.fields[all: "Out"] == ["c", "b", "a"])
    }

    @Test func `one that answers keeps the request from those behind it, and its answer passes those before`() async {
        let response = await answer([Step(name: "a"), Step(name: "b", answers: true)], [Step(name: "c")])
        #expect(response.text == "from b")
        #expect(response.fields[all: "Out"] == ["b", "a"])
    }

    @Test func `one that waits has its turn, and those behind it have theirs`() async {
        let steps: [any HTTPFilter] = [Waiting(name: "b"), Step(name: "c"), Waiting(name: "d"), Waiting(name: "e")]
        let response = await answer([Step(name: "a")], steps)
        #expect(response.text == "abcde")
        #expect(response.fields[all: "Out"] == ["e", "d", "c", "b", "a"])
    }

    @Test func `one that waits may answer too, and then nobody behind it is asked`() async {
        let response = await answer([Waiting(name: "a")], [Waiting(name: "b", answers: true), Step(name: "c")])
        #expect(response.text == "from b")
        #expect(response.fields[all: "Out"] == ["b", "a"])
    }

    @Test func `one is asked for its duties, and for nothing else`() async {
        struct Lazy: HTTPFilter {
            let duties: FilterDuties
            func mustWait(for request: HTTPRequest) -> Bool { true }
            func decide(_ request: inout HTTPRequest) async -> HTTPResponse? { .text("decided") }
            func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields.append("Out", "x") }
        }
        let idle = await answer([Lazy(duties: [])], [])
        #expect(idle.text == "" && idle.fields[all: "Out"].isEmpty)
        let deciding = await answer([Lazy(duties: .deciding)], [])
        #expect(deciding.text == "decided" && deciding.fields[all: "Out"].isEmpty)
        let adjusting = await answer([Lazy(duties: .adjusting)], [])
        #expect(adjusting.text == "" && adjusting.fields[all: "Out"] == ["x"])
    }

    @Test func `one that says nothing of its duties has all of them`() async {
        struct Silent: HTTPFilter {
            func mustWait(for request: HTTPRequest) -> Bool { true }
            func decide(_ request: inout HTTPRequest) async -> HTTPResponse? { .error(.unauthorized) }
            func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields.append("Out", "x") }
        }
        let response = await answer([Silent()], [])
        #expect(response.status == .unauthorized && response.fields[all: "Out"] == ["x"])
    }

    @Test func `a request without a route passes the filters of all`() async {
        let router = Router([Route.get("/a") { _ in .text("") }].behind([Step(name: "x")]), behind: [Step(name: "a")])
        let response = await router.respond(to: HTTPRequest(.get, "/nowhere"))
        #expect(response.status == .notFound)
        #expect(response.fields[all: "Out"] == ["a"])
    }
}
