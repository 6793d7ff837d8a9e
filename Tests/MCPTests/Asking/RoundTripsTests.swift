import JSON
import Testing

@testable import MCP

@Suite struct RoundTripsTests {
    @Test func `only answers that were used go into the next round, and earlier ones stay`() async throws {
        let trips = RoundTrips(settled: ["a": ["v": 1]], fresh: ["a": ["v": 2], "b": ["v": 3], "c": ["v": 4]])
        #expect(try await trips.result(of: "m", [:], as: "a") == ["v": 1])
        #expect(try await trips.result(of: "m", [:], as: "b") == ["v": 3])
        await #expect(throws: InputRequired.self) { try await trips.result(of: "m", ["x": 1], as: "d") }
        #expect(trips.questions == ["d": ["method": "m", "params": ["x": 1]]])
        trips.remember(7)
        #expect(trips.outcome.answers == ["a": ["v": 1], "b": ["v": 3]] && trips.outcome.remembered == 7)
    }
}
