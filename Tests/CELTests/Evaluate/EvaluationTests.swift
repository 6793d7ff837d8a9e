@testable import CEL
import JSON
import Testing

@Suite struct EvaluationTests {
    @Test func `a variable that is not there is an error, where it stands`() throws {
        let program = try Program("1 == 1 && payload.a", variables: ["payload": .dyn])
        #expect(throws: CELEvaluationError(failure: .unknownVariable("payload"), offset: 10)) { try program.evaluate() }
    }

    @Test func `what is bound is evaluated once`() throws {
        var limits = ProgramLimits()
        limits.cost = 400
        let list = CELValue(.array((0..<100).map { .int($0) }))
        let source = "cel.bind(n, l.filter(x, x > 1).size(), n + n + n + n)"
        #expect(try evaluate(source, ["l": list], limits: limits.with(cost: 700)) == .int(392))
    }

    /// Exponential in time and in space.
    @Test(arguments: [
        "[0,1].all(a, [0,1].all(b, [0,1].all(c, l.all(d, l.all(e, l.all(f, true))))))",
        "l.map(a, l + l).map(b, b + b + b).map(c, c + c + c).map(d, d + d + d).size() > 0",
        "cel.bind(a, s+s+s+s, cel.bind(b, a+a+a+a, cel.bind(c, b+b+b+b, cel.bind(d, c+c+c+c, d+d+d+d)))).size() > 0",
        "l.map(x, s).map(x, x.replace('a', s)).size() > 0",
        "s.split('').map(x, s.contains(s)).size() > 0",
        "l.map(x, l.map(y, l.map(z, s + s))).size() > 0",
        "lists.range(1000000).size() > 0",
        "'%s%s%s%s'.format([l.map(x, s), l.map(x, s), l, l]).size() > 0 && l.all(x, s.matches('(a|b|ab|ba)*c'))",
    ])
    func `what costs too much ends`(source: String) throws {
        let list = CELValue(.array((0..<1_000).map { .int($0) }))
        let text = CELValue.string(String(repeating: "a", count: 4_096))
        #expect(failure(of: source, ["l": list, "s": text]) == .tooExpensive)
    }
}

extension ProgramLimits {
    func with(cost: Int) -> ProgramLimits {
        var limits = self
        limits.cost = cost
        return limits
    }
}
