import JSON
import Testing

@testable import MCP

@Suite struct ClientFeaturesTests {
    @Test(
        arguments: [
            ([:], []), (["elicitation": [:]], .form), (["elicitation": ["url": [:]]], .link),
            (["elicitation": ["form": [:], "url": [:]]], [.form, .link]), (["elicitation": true], []),
            (["sampling": [:]], .sampling), (["sampling": ["tools": [:]]], [.sampling, .samplingWithTools]),
            (["roots": ["listChanged": true], "more": [:]], .roots),
            (["extensions": ["io.modelcontextprotocol/tasks": [:]]], .tasks),
        ] as [(JSONObject, ClientFeatures)]
    )
    func `capabilities are read`(capabilities: JSONObject, features: ClientFeatures) {
        #expect(ClientFeatures(capabilities) == features)
    }

    @Test func `what is written is read back`() {
        for raw in UInt8(0)..<128 {
            var features = ClientFeatures(rawValue: raw)
            if !features.isDisjoint(with: [.samplingWithTools, .samplingWithContext]) { features.insert(.sampling) }
            #expect(ClientFeatures(features.json) == features)
        }
    }
}
