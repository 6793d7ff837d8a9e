import JSON
import MCP
import Testing

@testable import App

@Suite struct ArithmeticTests {
    @Test func `numbers are added`() async throws {
        #expect(try await Add().call(["a": 5, "b": 3]).text == "8")
        #expect(try await Add().call(["a": 0.5, "b": 3]).text == "3.5")
        #expect(try await Add().call(["a": 1e300, "b": 1]).text == "1e+300")
    }

    @Test(
        arguments: [
            ("add", "8"), ("subtract", "4"), ("multiply", "12"), ("divide", "3"),
        ]
    )
    func `operations are done`(operation: String, result: String) async throws {
        #expect(try await Calculate().call(["operation": .string(operation), "a": 6, "b": 2]).text == result)
    }

    @Test func `what cannot be done is said`() async throws {
        let division = try await Calculate().call(["operation": "divide", "a": 6, "b": 0])
        #expect(division.isError && division.text == "Cannot divide by zero")
        let power = try await Calculate().call(["operation": "power", "a": 6, "b": 0])
        #expect(
            power.text
                == "Error: operation parameter is required and must be one of 'add', 'subtract', 'multiply', 'divide'"
        )
    }
}
