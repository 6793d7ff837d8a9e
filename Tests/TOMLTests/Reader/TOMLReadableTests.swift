import TOML
import Testing

private enum Strategy: String, CaseIterable, TOMLReadable { case local, external }

private struct Upstream: TOMLSection, Equatable {
    let name: String
    let strategy: Strategy
    init(_ table: TOMLTable) {
        name = table[required: "name"] ?? ""
        strategy = table["strategy"] ?? .local
    }
}

@Suite struct TOMLReadableTests {
    private let root = TOMLTable(
        TOMLDocument(
            """
            text = "x"
            integer = 7
            float = 1.5
            flag = true
            mixed = [1, 2.5]
            quoted = "8080"
            word = "locla"
            [[upstreams]]
            name = "a"
            strategy = "external"
            [[upstreams]]
            strateg = "local"
            """
        )
    )

    @Test func `scalars and arrays are read`() {
        #expect(root["text"] == "x")
        #expect(root["integer"] == 7)
        #expect(root["integer"] == 7.0)
        #expect(root["float"] == 1.5)
        #expect(root["flag"] == true)
        #expect(root["mixed"] == [1.0, 2.5])
    }

    @Test func `a wrong word is answered with all that are right`() {
        #expect(root["word"] == Strategy?.none)
        #expect(root.problems.map(\.message).contains("'word' must be 'local' or 'external'"))
        #expect(root.problems.map(\.suggestion).contains("did you mean 'local'?"))
    }

    @Test func `quotes that are too many are pointed out`() {
        #expect(root["quoted"] == Int?.none)
        #expect(root.problems.map(\.suggestion).contains("leave out the quotes"))
    }

    @Test func `tables become sections, in arrays too`() {
        let upstreams: [Upstream]? = root["upstreams"]
        #expect(upstreams?.map(\.strategy) == [.external, .local])
        let messages = root.problems.map(\.message)
        #expect(messages.contains("missing key 'upstreams[1].name'"))
        #expect(messages.contains("unknown key 'upstreams[1].strateg'"))
    }
}
