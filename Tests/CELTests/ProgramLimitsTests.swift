import JSON
import Testing

@testable import CEL

@Suite struct ProgramLimitsTests {
    @Test func `an evaluation ends with what it may cost`() {
        let source = "[1, 2, 3].map(x, x + n).size() == 3"
        #expect(failure(of: source, ["n": .int(1)], limits: ProgramLimits().with(cost: 10)) == .tooExpensive)
        #expect(failure(of: source, ["n": .int(1)], limits: ProgramLimits().with(cost: 40)) == nil)
    }

    /// What once took as long as the one who calls liked, and what of the kind is still had.
    @Test(
        arguments: [
            ("t.matches('(a|b)*a(a|b){20}c')", 1_000_000, 300), ("t.matches('^[a-z]+$')", 4_000_000, 1_000_000),
            ("'a'.matches(t)", 500, 400), ("['a'].exists(x, x.matches(t + x))", 500, 60),
            ("range.exists(i, t in {'a': i})", 4_000_000, 200), ("range.exists(i, {t: i}.size() == 2)", 4_000_000, 200),
            ("range.exists(i, {t: i} == {'b': i})", 4_000_000, 100), ("range.exists(i, int(t) == 7)", 4_000_000, 200),
            ("range.exists(i, isIP(t))", 4_000_000, 100), ("t.trim() == ''", 400_000, 10_000),
            ("range.exists(i, duration(t) == duration('1s'))", 4_000_000, 20), ("'%s'.format([many]) == t", 1, 1),
        ] as [(String, Int, Int)]
    )
    func `what takes time costs steps, however long the texts are`(source: String, tooLong: Int, short: Int) {
        let range = CELValue.list(.values((0..<1_000).map { .int($0) }))
        let many: (Int) -> CELValue = { count in .list(.json((0..<count).map { .int($0) })) }
        let variables = { (length: Int, count: Int) -> [String: CELValue] in
            ["t": .string(String(repeating: "a", count: length)), "range": range, "many": many(count)]
        }
        #expect(failure(of: source, variables(tooLong, 100_000)) == .tooExpensive)
        #expect(failure(of: source, variables(short, 10)) != .tooExpensive)
    }

    @Test func `a list is sorted only if what it may cost lasts to the end`() {
        let list = { (count: Int) -> [String: CELValue] in ["l": .list(.json((0..<count).map { .int(-$0) }))] }
        #expect(failure(of: "l.sort() == []", list(1_000_000)) == .tooExpensive)
        #expect(failure(of: "l.sort() == []", list(1_000)) == nil)
    }

    @Test func `a number that takes long to read is none`() {
        let number = { (digits: Int) -> [String: CELValue] in
            ["n": CELValue(.digits(String(repeating: "9", count: digits)))]
        }
        #expect((try? evaluate("n > 5.0", number(40))) == .bool(true))
        #expect(failure(of: "n > 5.0", number(2_000)) != nil)
        #expect(failure(of: "!(n < 5.0)", number(2_000)) != nil)
    }

    @Test func `no limit lets an expression be longer than it says`() {
        var limits = ProgramLimits()
        limits.length = 3
        #expect((try? evaluate("1+1", limits: limits)) == .int(2))
        #expect((try? evaluate("1 +1", limits: limits)) == nil)
    }
}
