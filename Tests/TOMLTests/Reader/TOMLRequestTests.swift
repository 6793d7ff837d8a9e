import Testing

@testable import TOML

@Suite struct TOMLRequestTests {
    @Test func `what was asked of keys is remembered, with type and range`() {
        let root = TOMLTable(TOMLDocument("[a]\nn = 1"))
        let table = root.table("a")
        let _: Int? = table["n", in: 0...9]
        let _: [String]? = table["list"]
        let _: String? = table[misplaced: "stray", belongs: "elsewhere"]
        let requests = root.allRequests
        #expect(requests.map(\.path) == ["a", "a.n", "a.list"])
        #expect(requests[0].request.type == nil && requests[1].request.type == Int.self)
        #expect(requests[1].request.range?.least.tomlText == "0" && requests[1].request.range?.most.tomlText == "9")
        #expect(requests[2].request.type == [String].self && requests[2].request.range == nil)
        #expect(root.allMisplacedKeys == ["a.stray"])
    }

    @Test func `the first request of a key counts`() {
        let root = TOMLTable(TOMLDocument(""))
        let _: Int? = root["x"]
        let _: String? = root["x"]
        #expect(root.allRequests.map { $0.request.type == Int.self } == [true])
    }
}
