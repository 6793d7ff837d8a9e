import JSON
import Testing

@testable import MCP

@Suite struct RootTests {
    @Test func `roots are read`() throws {
        let roots = try [Root](["roots": [["uri": "file:///a", "name": "A"], ["uri": "file:///b"]]])
        #expect(roots == [Root(uri: "file:///a", name: "A"), Root(uri: "file:///b", name: nil)])
    }

    @Test(arguments: [[:], ["roots": 1], ["roots": [["uri": "http://a"]]], ["roots": [1]]] as [JSONObject])
    func `what is none is a mistake`(result: JSONObject) {
        #expect(throws: ArgumentMistake.self) { try [Root](result) }
    }
}
