import JSON
import Testing

@testable import MCP

@Suite struct ArgumentRulesTests {
    struct Ruled: CallArguments {
        @Argument("Sides", in: 2...100) var sides = 6
        @Argument("Share", in: 0.0...1) var share: Double?
        @Argument("Name", length: 1...5) var name: String
        @Argument("Code", pattern: "^[A-Z]+$") var code = "A"
        @Argument("Tags", count: ...2) var tags: [String] = []
    }

    @Test(
        arguments: [
            (["name": "Ada", "sides": 1], "Error: sides parameter must be from 2 to 100"),
            (["name": "Ada", "sides": 101], "Error: sides parameter must be from 2 to 100"),
            (["name": "Ada", "share": 1.5], "Error: share parameter must be from 0.0 to 1.0"),
            (["name": ""], "Error: name parameter must be from 1 to 5 characters long"),
            (["name": "Ada", "code": "a"], "Error: code parameter must match the pattern ^[A-Z]+$"),
            (["name": "Ada", "tags": ["a", "b", "c"]], "Error: tags parameter must be at most 2 elements long"),
            ([:], "Error: name parameter is required and must be a string"),
        ] as [(JSONObject, String)]
    )
    func `a value that breaks a rule is refused`(arguments: JSONObject, text: String) {
        let mistake = #expect(throws: ArgumentMistake.self) { try Ruled(.object(arguments)) }
        #expect(mistake?.text == text)
    }

    @Test func `values that keep the rules pass`() throws {
        let ruled = try Ruled(["name": "Ada", "sides": 2, "share": .null, "code": "XY", "tags": #"["a"]"#])
        #expect(ruled.sides == 2 && ruled.share == nil && ruled.code == "XY" && ruled.tags == ["a"])
    }

    @Test func `the schema shows them`() {
        let properties = Ruled.schema["properties"]
        #expect(properties?["sides"]?["minimum"] == 2 && properties?["sides"]?["maximum"] == 100)
        #expect(properties?["name"]?["minLength"] == 1 && properties?["name"]?["maxLength"] == 5)
        #expect(properties?["code"]?["pattern"] == "^[A-Z]+$")
        #expect(properties?["tags"]?["maxItems"] == 2 && properties?["tags"]?["minItems"] == nil)
    }

    @Test func `a pattern that is none, and a default that breaks its rule, are found when the server starts`() {
        struct Broken: CallArguments {
            @Argument("Code", pattern: "(") var code: String
        }
        struct Beyond: CallArguments {
            @Argument("Sides", in: 2...100) var sides = 1
        }
        #expect(ArgumentTable(Broken.self).fault?.hasPrefix("the pattern of 'code'") == true)
        #expect(ArgumentTable(Beyond.self).fault == "the default of 'sides' must be from 2 to 100")
        #expect(ArgumentTable(Ruled.self).fault == nil)
    }
}
