import Synchronization
import Testing

@testable import HTTP

@Suite struct LimitTableTests {
    private let begin = ContinuousClock.now
    private let key = LimitKey.principal(issuer: "i", subject: "ada")

    @Test func `a bucket gives its burst at once, and then what flows in`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.bucket(perMinute: 100, burst: 20)
        #expect(
            (0..<25).map { _ in table.take(key, policy, at: begin).isAllowed } == Array(repeating: true, count: 20)
                + Array(repeating: false, count: 5)
        )
        let refused = table.take(key, policy, at: begin)
        #expect(refused == LimitDecision(isAllowed: false, remaining: 0, wait: .milliseconds(600)))
        #expect(!table.take(key, policy, at: begin + .milliseconds(599)).isAllowed)
        #expect(table.take(key, policy, at: begin + .milliseconds(600)).isAllowed)
        #expect(!table.take(key, policy, at: begin + .milliseconds(601)).isAllowed)
        let later = begin + .seconds(600)
        #expect((0..<21).count { _ in table.take(key, policy, at: later).isAllowed } == 20)
    }

    @Test func `over a long time a bucket gives exactly its rate`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.bucket(perMinute: 100, burst: 20)
        let taken = (0..<600_000).count { table.take(key, policy, at: begin + .milliseconds($0)).isAllowed }
        #expect(taken == 20 + 999)
    }

    @Test func `a window opens with the first, and again when it is over`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.window(5, within: .seconds(60))
        let start = begin + .seconds(7)
        #expect((0..<6).map { _ in table.take(key, policy, at: start).remaining } == [4, 3, 2, 1, 0, 0])
        #expect(
            table.take(key, policy, at: start + .seconds(10))
                == LimitDecision(isAllowed: false, remaining: 0, wait: .seconds(50))
        )
        #expect(table.take(key, policy, at: start + .seconds(60)).isAllowed)
    }

    @Test func `keys do not count for each other`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.window(1, within: .seconds(60))
        let keys: [LimitKey] = [
            .global, .principal(issuer: "a", subject: "bc"), .principal(issuer: "ab", subject: "c"), .peer("ada"),
            .call(issuer: "a", subject: "bc", tool: "t"), .call(issuer: "a", subject: "bc", tool: "u"),
            .address(of: "192.0.2.1"), .address(of: "192.0.2.2"), .address(of: "2001:db8::1"),
        ]
        #expect(keys.allSatisfy { table.take($0, policy, at: begin).isAllowed })
        #expect(keys.allSatisfy { !table.take($0, policy, at: begin).isAllowed })
    }

    @Test func `it is exact when many ask at once`() async {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.bucket(perMinute: 1, burst: 1000)
        let taken = await withTaskGroup(of: Int.self) { group in
            for _ in 0..<8 {
                group.addTask { [begin, key] in (0..<500).count { _ in table.take(key, policy, at: begin).isAllowed } }
            }
            return await group.reduce(0, +)
        }
        #expect(taken == 1000)
    }

    @Test func `a million principals leave no trace but the table's`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.bucket(perMinute: 100, burst: 20)
        #expect(table.places == 0)
        for number in 0..<1_000_000 {
            _ = table.take(.principal(issuer: "https://i.example", subject: "user-\(number)"), policy, at: begin)
        }
        #expect(table.places == LimitTable.capacity && table.places * 24 <= 2 << 20)
    }

    @Test func `who is held up is not let go by a few others`() {
        let table = LimitTable(at: begin)
        let policy = LimitPolicy.window(1, within: .seconds(60))
        _ = table.take(key, policy, at: begin + .seconds(30))
        for number in 0..<1000 {
            _ = table.take(.peer("\(number)"), policy, at: begin)
        }
        #expect(!table.take(key, policy, at: begin + .seconds(31)).isAllowed)
    }

    @Test func `odd numbers are no trap`() {
        let table = LimitTable(at: begin)
        for policy in [
            LimitPolicy.bucket(perMinute: .max, burst: 1), .bucket(perMinute: 1, burst: 1_000_000),
            .bucket(perMinute: 0, burst: 0),
            .window(0, within: .zero), .window(1, within: .seconds(Int64.max)),
        ] {
            _ = table.take(.peer("\(policy)"), policy, at: begin + .seconds(1 << 40))
            _ = table.take(.peer("\(policy)"), policy, at: begin - .seconds(1))
        }
    }
}
