import JSON
import Testing

@testable import MCP

@Suite struct ArgumentTests {
    struct Address: CallArguments {
        @Argument("Street") var street: String
        @Argument("Town", header: "Town") var town = "Berlin"
    }
    enum Tone: String, CaseIterable, ToolParameter { case plain, warm }

    struct Everything: CallArguments {
        @Argument("Whom to greet") var name: String
        @Argument("How often") var times = 1
        @Argument("A title") var title: String?
        @Argument("Tone of voice") var tone: Tone = .plain
        @Argument("Words") var tags: [String] = []
        @Argument("Where") var address: Address?
        @Argument("Anything", header: "Any") var other: JSONValue = .null
    }

    private func read(_ object: JSONObject) throws -> Everything { try Everything(.object(object)) }

    @Test func `what is left out takes its default`() throws {
        let arguments = try read(["name": "Ada"])
        #expect(arguments.name == "Ada")
        #expect(arguments.times == 1)
        #expect(arguments.title == nil)
        #expect(arguments.tone == .plain)
        #expect(arguments.tags == [])
        #expect(arguments.address == nil)
        #expect(arguments.other == .null)
    }

    @Test func `every parameter takes its own value, in any order`() throws {
        let arguments = try read([
            "other": 5, "address": ["street": "S"], "tags": ["a", "b"], "tone": "warm", "title": "Dr", "times": 3,
            "name": "Ada",
        ])
        #expect(arguments.name == "Ada")
        #expect(arguments.times == 3)
        #expect(arguments.title == "Dr")
        #expect(arguments.tone == .warm)
        #expect(arguments.tags == ["a", "b"])
        #expect(arguments.address?.street == "S")
        #expect(arguments.address?.town == "Berlin")
        #expect(arguments.other == 5)
    }

    @Test(
        arguments: [
            ([:], "Error: name parameter is required and must be a string"),
            (["name": 5], "Error: name parameter is required and must be a string"),
            (["name": .null], "Error: name parameter is required and must be a string"),
            (["name": "A", "times": "x"], "Error: times parameter must be an integer"),
            (["name": "A", "times": .null], "Error: times parameter must be an integer"),
            (["name": "A", "title": 1], "Error: title parameter must be a string"),
            (["name": "A", "tone": "cold"], "Error: tone parameter must be one of 'plain', 'warm'"),
            (["name": "A", "tags": ["a", 1]], "Error: tags[1] parameter must be a string"),
            (["name": "A", "tags": "a"], "Error: tags parameter must be an array"),
            (["name": "A", "address": [:]], "Error: address.street parameter is required and must be a string"),
            (["name": "A", "address": 1], "Error: address parameter must be an object"),
            (["name": "A", "nmae": "B"], "Error: nmae parameter is not known"),
            (["name": "A", "address": ["street": "S", "x": 1]], "Error: address.x parameter is not known"),
        ] as [(JSONObject, String)]
    )
    func `a mistake names its path`(arguments: JSONObject, text: String) {
        let mistake = #expect(throws: ArgumentMistake.self) { try read(arguments) }
        #expect(mistake?.text == text)
    }

    @Test func `the schema follows from the declaration`() throws {
        let expected = try json(
            #"""
            {"type":"object","properties":{
            "name":{"type":"string","description":"Whom to greet"},
            "times":{"type":"integer","description":"How often","default":1},
            "title":{"type":"string","description":"A title"},
            "tone":{"type":"string","enum":["plain","warm"],"description":"Tone of voice","default":"plain"},
            "tags":{"type":"array","items":{"type":"string"},"description":"Words","default":[]},
            "address":{"type":"object","properties":{"street":{"type":"string","description":"Street"},
            "town":{"type":"string","description":"Town","default":"Berlin","x-mcp-header":"Town"}},
            "required":["street"],"additionalProperties":false,"description":"Where"},
            "other":{"description":"Anything","default":null,"x-mcp-header":"Any"}},
            "required":["name"],"additionalProperties":false}
            """#
        )
        #expect(JSONValue.object(Everything.schema) == expected)
    }

    @Test func `no parameters make an empty object`() throws {
        #expect(JSONValue.object(NoArguments.schema).text == #"{"type":"object","additionalProperties":false}"#)
        #expect(throws: ArgumentMistake.self) { try NoArguments(["x": 1]) }
    }

    @Test func `a default that is itself an object is made by itself`() throws {
        struct Inner: CallArguments {
            @Argument("One") var one = 1
        }
        struct Outer: CallArguments {
            @Argument("Inner") var inner = Inner()
            @Argument("Two") var two: Int
        }
        let arguments = try Outer(["two": 2])
        #expect(arguments.inner.one == 1)
        #expect(arguments.two == 2)
        #expect(Outer.schema["properties"]?["inner"]?["default"] == ["one": 1])
    }

    @Test func `arguments can be written as JSON`() throws {
        #expect(try Address(["street": "S"]).json == ["street": "S", "town": "Berlin"])
    }
}
