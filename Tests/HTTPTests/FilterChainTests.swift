import Testing

@testable import HTTP

@Suite struct FilterChainTests {
    /// Says what it is asked, and does what it is told.
    private struct Step: HTTPFilter {
        let name: String
        var answers = false
        var waits = false
        var refuses = false
        func answer(to request: inout HTTPRequest) -> HTTPResponse? {
            request.fields.append("In", name)
            return answers ? .text(name) : nil
        }
        func mustWait(for request: HTTPRequest) -> Bool { waits }
        func decide(_ request: inout HTTPRequest) async -> HTTPResponse? {
            request.fields.append("In", "waited for \(name)")
            return nil
        }
        func refusal(of head: inout HTTPRequest) -> HTTPResponse? { refuses ? .text(name) : nil }
        func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) { response.fields.append("Out", name) }
    }

    @Test func `an empty chain asks nobody and changes nothing`() {
        let chain = FilterChain([])
        var request = HTTPRequest(.get, "/")
        var progress = FilterChain.Progress()
        chain.ask(&request, &progress)
        #expect(progress.response == nil && progress.waiting == nil && progress.asked == 0)
        var answer = HTTPResponse.text("a")
        chain.adjust(&answer, to: request, asked: 0)
        #expect(answer.fields[all: "Out"].isEmpty && chain.refusal(of: &request) == nil)
    }

    @Test func `asking ends with the first answer, and counts who was asked`() {
        let chain = FilterChain([Step(name: "a"), Step(name: "b", answers: true), Step(name: "c")])
        var request = HTTPRequest(.get, "/")
        var progress = FilterChain.Progress()
        chain.ask(&request, &progress)
        #expect(progress.response?.text == "b" && progress.asked == 2)
        #expect(request.fields[all: "In"] == ["a", "b"])
    }

    @Test func `asking rests at one that must wait, and goes on behind it`() async {
        let chain = FilterChain([Step(name: "a", waits: true), Step(name: "b"), Step(name: "c", waits: true)])
        var request = HTTPRequest(.get, "/")
        var progress = FilterChain.Progress()
        chain.ask(&request, &progress)
        #expect(progress.waiting != nil && progress.asked == 1)
        await chain.wait(for: &request, &progress)
        #expect(progress.waiting == nil && progress.response == nil && progress.asked == 3)
        #expect(request.fields[all: "In"] == ["a", "waited for a", "b", "c", "waited for c"])
    }

    @Test(arguments: 0...3)
    func `only those that were asked adjust, the last of them first`(asked: Int) {
        let chain = FilterChain([Step(name: "a"), Step(name: "b"), Step(name: "c")])
        var answer = HTTPResponse.text("")
        chain.adjust(&answer, to: HTTPRequest(.get, "/"), asked: asked)
        #expect(answer.fields[all: "Out"] == Array(["a", "b", "c"].prefix(asked).reversed()))
    }

    @Test func `a refusal is adjusted by those before it and its own filter`() {
        let chain = FilterChain([Step(name: "a"), Step(name: "b", refuses: true), Step(name: "c", refuses: true)])
        var head = HTTPRequest(.post, "/")
        let refusal = chain.refusal(of: &head)
        #expect(refusal?.text == "b" && refusal?.fields[all: "Out"] == ["b", "a"])
    }
}
