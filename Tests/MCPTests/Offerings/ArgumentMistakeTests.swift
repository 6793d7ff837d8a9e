import Testing

@testable import MCP

@Suite struct ArgumentMistakeTests {
    @Test func `the path grows from the inside`() {
        let mistake = ArgumentMistake("a string").within("[2]").within("tags").within("options")
        #expect(mistake.text == "Error: options.tags[2] parameter must be a string")
    }

    @Test func `a missing parameter is required`() {
        #expect(
            ArgumentMistake.required("name", "a string").text
                == "Error: name parameter is required and must be a string"
        )
    }

    @Test func `at the top it is about the arguments`() {
        #expect(ArgumentMistake("an object").text == "Error: arguments must be an object")
    }
}
