import JSON
import MCP
import Testing

@testable import App

@Suite struct TextsTests {
    @Test func `a text comes back`() async throws {
        #expect(try await EchoTool().call(["message": "x"]).text == "Tool echo: x")
    }

    @Test func `people are greeted`() async throws {
        #expect(try await GreetUser().call(["name": "Ada"]).text == "Hello, Ada!")
        #expect(try await GreetUser().call(["name": "Lovelace", "title": "Lady"]).text == "Hello, Lady Lovelace!")
        #expect(try await GreetUser().call(["name": ""]).isError)
    }

    @Test(
        arguments: [
            ("", 0, 0, 1), ("one two\nthree 👋", 15, 4, 2), ("a\r\nb", 3, 2, 2),
        ] as [(String, Int, Int, Int)]
    )
    func `a text is counted`(text: String, characters: Int, words: Int, lines: Int) async throws {
        let expected: JSONValue = ["characters": .int(characters), "words": .int(words), "lines": .int(lines)]
        #expect(try await AnalyzeText().call(["text": .string(text)]).structured == expected)
    }
}
