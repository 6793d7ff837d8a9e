import FoundationEssentials
import JSON
import MCP
import Testing

/// `docs/tools.md` shows `Dice.swift` word for word.
@Suite struct DiceTests {
    @Test func `the tool of the documentation works`() async throws {
        #expect(try await Dice().call(["sides": 1]).text == "1")
        #expect(try await Dice().call(["sides": 0]) == .failure("There is no such die."))
        #expect(try await Dice().call(["sides": "six"]) == .failure("Error: sides parameter must be an integer"))
    }

    @Test func `the documentation shows what is compiled here`() throws {
        let tests = #filePath.dropLast("/AppTests/Tools/DiceTests.swift".count)
        let source = try text(of: tests + "/AppTests/Tools/Dice.swift")
        let documentation = try text(of: tests.dropLast("Tests".count) + "docs/tools.md")
        #expect(documentation.contains("```swift\n\(source)```\n"))
    }

    private func text(of path: some StringProtocol) throws -> String {
        String(decoding: try #require(FileManager.default.contents(atPath: String(path))), as: UTF8.self)
    }
}
