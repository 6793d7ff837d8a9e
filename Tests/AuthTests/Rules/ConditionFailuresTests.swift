import HTTP
import JSON
import Synchronization
import Telemetry
import Testing

@testable import Auth

@Suite struct ConditionFailuresTests {
    private let clock = TestClock()

    @Test func `a condition that cannot be evaluated is told once a minute, without a value`() throws {
        let lines = Lines()
        let failures = lines.failures(clock)
        let condition = try Condition("payload.team == 'blue' && payload.level / payload.zero > 1", about: .request)
        let other = try Condition("payload.missing == 1", about: .request)
        let ada: JSONObject = ["team": "blue", "level": 4711, "zero": 0]
        for _ in 0..<3 { #expect(!condition.holds(payload: ada, in: RequestFacts(), telling: failures)) }
        #expect(
            lines.all == [
                #"a condition cannot be evaluated, and so denies {"condition":"payload.team == 'blue' && "#
                    + #"payload.level / payload.zero > 1","reason":"division by zero","offset":40}"#
            ]
        )
        for _ in 0..<3 { #expect(!other.holds(payload: ada, in: RequestFacts(), telling: failures)) }
        #expect(lines.all.count == 2 && lines.all.last?.contains(#""reason":"a key is missing""#) == true)
        clock.advance(.seconds(59))
        #expect(!condition.holds(payload: ada, in: RequestFacts(), telling: failures))
        #expect(lines.all.count == 2)
        clock.advance(.seconds(1))
        #expect(!condition.holds(payload: ada, in: RequestFacts(), telling: failures))
        #expect(lines.all.count == 3 && !lines.all.contains { $0.contains("4711") })
    }

    @Test func `one that says no is nothing to tell`() throws {
        let lines = Lines()
        let condition = try Condition("payload.team == 'blue'", about: .request)
        #expect(!condition.holds(payload: ["team": "red"], in: RequestFacts(), telling: lines.failures(clock)))
        #expect(condition.holds(payload: ["team": "blue"], in: RequestFacts(), telling: lines.failures(clock)))
        #expect(lines.all.isEmpty)
    }

    @Test func `of a long condition the beginning is told`() throws {
        let lines = Lines()
        let source = "payload.missing == '" + String(repeating: "x", count: 5000) + "'"
        let condition = try Condition(source, about: .request)
        #expect(!condition.holds(payload: [:], in: RequestFacts(), telling: lines.failures(clock)))
        #expect(lines.all.count == 1 && (lines.all.first?.utf8.count ?? 0) < 400)
    }

    @Test func `conditions on requests tell of theirs`() async throws {
        let lines = Lines()
        let condition = try Condition("payload.missing == 1", about: .request)
        let conditions = try #require(AllowConditions([condition], telling: lines.failures(clock)))
        var request = HTTPRequest(.post, "/mcp")
        request.caller = .token(Identity(subject: "ada", scopes: []))
        #expect(conditions.answer(to: &request)?.status == .forbidden)
        #expect(lines.all.count == 1)
    }
}

private final class Lines: Sendable {
    private let lines = Mutex<[String]>([])
    var all: [String] { lines.withLock(\.self) }

    func failures(_ clock: TestClock) -> ConditionFailures {
        let log = Logger(level: .warning) { _, event, fields in
            self.lines.withLock { $0.append("\(event) \(JSONValue.object(fields).text)") }
        }
        return ConditionFailures(log, time: .standing(at: { now }, clock))
    }
}
