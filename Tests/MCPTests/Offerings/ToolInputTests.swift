import JSON
import Testing

@testable import MCP

@Suite struct ToolInputTests {
    struct AsTheyCome: Tool {
        let name = "raw"
        let description = "Takes what comes."
        var inputSchema: JSONObject? = nil
        func call(_ arguments: JSONObject, in context: RequestContext) async throws -> JSONValue { .object(arguments) }
    }
    struct Both: Tool {
        let name = "both"
        let description = "Has a schema and properties."
        let inputSchema: JSONObject? = ["type": "object", "properties": ["count": ["maximum": 5]]]
        struct Arguments: CallArguments {
            @Argument("How many") var count = 1
        }
        func call(_ arguments: Arguments, in context: RequestContext) async throws -> String { "\(arguments.count)" }
    }

    @Test func `arguments reach a tool as they came`() async throws {
        let result = try await ToolOffer(AsTheyCome()).call(["a": [1, ["b": .null]]], RequestContext())
        #expect(result.structured == ["a": [1, ["b": .null]]])
        #expect(try ToolInput(AsTheyCome()).schema == ["type": "object"])
    }

    @Test func `a schema of its own stands in the list as it is`() throws {
        let schema = try json(
            #"{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","x-y":[1.0],"allOf":[true]}"#
        )
        let offer = try ToolOffer(AsTheyCome(inputSchema: schema.object))
        #expect(offer.listing.json(for: .latest)["inputSchema"]?.text == schema.text)
    }

    @Test func `a schema stands in front of declared arguments`() throws {
        let input = try ToolInput(Both())
        #expect(try input.read(["count": 5]).count == 5)
        let mistake = #expect(throws: ArgumentMistake.self) { try input.read(["count": 6]) }
        #expect(mistake?.text == "Error: arguments.count must be at most 5")
        #expect(throws: ArgumentMistake.self) { try input.read(["other": 6]) }
    }
}
