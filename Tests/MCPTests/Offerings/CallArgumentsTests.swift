import JSON
import Testing

@testable import MCP

@Suite struct CallArgumentsTests {
    private struct Trip: CallArguments {
        @Argument("Where to") var place: String
        @Argument("How many") var guests = 2
    }
    private struct Plan: CallArguments {
        @Argument("The trip") var trip: Trip
    }

    @Test func `arguments may be arguments themselves, also written as text`() throws {
        let written = JSONValue.string(#"{"place":"Rome","guests":3}"#)
        for value in [["place": "Rome", "guests": 3], written] as [JSONValue] {
            let plan = try Plan(["trip": value])
            #expect(plan.trip.place == "Rome" && plan.trip.guests == 3)
        }
        #expect(try Plan(["trip": ["place": "Rome"]]).trip.guests == 2)
        #expect(throws: ArgumentMistake.self) { try Plan(["trip": "Rome"]) }
    }

    @Test func `what they hold can be written again`() throws {
        #expect(try Trip(["place": "Rome"]).json == ["place": "Rome", "guests": 2])
        #expect(NoArguments().json == [:])
    }

    @Test func `a tool may take them as they came`() throws {
        #expect(try JSONObject(["a": [1]] as JSONValue) == ["a": [1]])
        #expect(try JSONObject(JSONValue.string(#"{"a":1}"#)) == ["a": 1])
        #expect(throws: ArgumentMistake.self) { try JSONObject([1] as JSONValue) }
    }
}
