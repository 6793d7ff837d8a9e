import JSON
import Testing

@testable import MCP

@Suite struct AskingErrorTests {
    @Test func `each era is told in its own way`() {
        let missing = AskingError.missing([.sampling, .roots])
        #expect(missing.fault == .missingCapability(["sampling": [:], "roots": [:]]))
        #expect(missing.text.contains("sampling, roots"))
        #expect(AskingError.malformed(key: "k", why: "must be an object").fault?.code == -32602)
        #expect(AskingError.refused("no").fault == nil)
        #expect(AskingError.refused("no").text == "Error: the client refused: no")
    }
}
