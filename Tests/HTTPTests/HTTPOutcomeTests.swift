import Testing

@testable import HTTP

@Suite struct HTTPOutcomeTests {
    private struct Quick: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { .text("later") }
        func outcome(of request: inout HTTPRequest) -> HTTPOutcome {
            request.id = "seen"
            return .now(.text("now"))
        }
    }
    private struct Slow: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse {
            await Task.yield()
            return .text(request.path)
        }
    }
    /// Says on the way out what it knows of the request.
    private struct Signing: HTTPFilter {
        var waits = false
        func mustWait(for request: HTTPRequest) -> Bool { waits }
        func decide(_ request: inout HTTPRequest) async -> HTTPResponse? {
            request.fields["In"] = "waited"
            return nil
        }
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
            response.fields.append("Out", request.id + (request.fields["In"] ?? ""))
        }
    }

    private func isNow(_ outcome: HTTPOutcome) -> Bool { if case .now = outcome { true } else { false } }

    private func outcome(_ path: String, behind filters: [any HTTPFilter] = []) -> HTTPOutcome {
        let router = Router([.any("/quick", Quick()), .any("/slow", Slow())], behind: filters)
        var request = HTTPRequest(.get, path)
        return router.outcome(of: &request)
    }

    @Test func `an answer is the same whether it is there or must be waited for`() async {
        #expect(await HTTPOutcome.now(.text("a")).response.text == "a")
        #expect(await HTTPOutcome.later { .text("b") }.response.text == "b")
    }

    @Test func `a handler that only responds is waited for`() async {
        let outcome = outcome("/slow")
        #expect(!isNow(outcome))
        #expect(await outcome.response.text == "/slow")
    }

    @Test func `a router passes on what is there, and adjusts it once`() async {
        let outcome = outcome("/quick", behind: [Signing()])
        #expect(isNow(outcome))
        let response = await outcome.response
        #expect(response.text == "now" && response.fields[all: "Out"] == ["seen"])
    }

    @Test func `what must be waited for is adjusted once, too`() async {
        let response = await outcome("/slow", behind: [Signing()]).response
        #expect(response.fields[all: "Out"] == [""])
    }

    @Test func `a filter that waits makes everybody wait, and its request is the one that is answered`() async {
        for path in ["/quick", "/slow"] {
            let outcome = outcome(path, behind: [Signing(waits: true)])
            #expect(!isNow(outcome))
            let response = await outcome.response
            #expect(response.fields[all: "Out"] == [path == "/quick" ? "seenwaited" : "waited"])
        }
    }

    @Test func `what has no route, or was refused by a filter, needs no waiting`() async {
        #expect(isNow(outcome("/nowhere", behind: [Signing()])))
        let refused = outcome("/quick", behind: [Hosts(HostsSettings(), loopback: true, openPaths: []), Signing()])
        #expect(isNow(refused))
    }
}
