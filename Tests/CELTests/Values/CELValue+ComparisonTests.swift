@testable import CEL
import JSON
import Testing

@Suite struct CELValueComparisonTests {
    @Test func `values of different types are different`() throws {
        #expect(try evaluate("dyn('1') == 1") == .bool(false))
        #expect(try evaluate("dyn([1]) == {0: 1}") == .bool(false))
        #expect(try evaluate("dyn(null) == optional.none()") == .bool(false))
    }

    @Test func `JSON is equal to what was written here`() throws {
        let payload = CELValue(["roles": ["a", "b"], "level": 1, "inner": ["x": .null]])
        #expect(
            try evaluate("payload == {'inner': {'x': null}, 'level': 1.0, 'roles': ['a', 'b']}", ["payload": payload])
                == .bool(true)
        )
        #expect(try evaluate("payload == {'level': 1, 'roles': [], 'inner': {}}", ["payload": payload]) == .bool(false))
    }

    @Test func `strings are ordered by their code points`() throws {
        #expect(try evaluate("'\\uFFFD' < '\\U0001F431'") == .bool(true))
        #expect(try evaluate("'a' < 'ab' && !('b' < 'a') && 'a' <= 'a' && 'b' >= 'a'") == .bool(true))
    }

    @Test func `what has no order is an error`() {
        #expect(failure(of: "dyn([1]) < dyn([2])") == .noSuchOverload("to compare list with list"))
    }

    @Test func `nesting without end is an error`() {
        var deep = JSONValue.array([])
        for _ in 0..<400 { deep = .array([deep]) }
        #expect(failure(of: "x == y", ["x": CELValue(deep), "y": CELValue(deep)]) == .tooDeep)
    }
}
