@testable import CEL
import Testing

@Suite struct ParserTests {
    @Test(
        arguments: [
            ("1 + 2 * 3", .int(7)), ("(1 + 2) * 3", .int(9)), ("1 - 2 - 3", .int(-4)), ("7 / 2 % 2", .int(1)),
            ("-2 * -3", .int(6)), ("--2", .int(2)), ("1 < 2 && 2 < 3 || false", .bool(true)), ("!!true", .bool(true)),
            ("true ? 1 : false ? 2 : 3", .int(1)), ("1 in [1] == true", .bool(true)), ("[1, 2,][1]", .int(2)),
            ("{1: 2,}[1]", .int(2)),
        ] as [(String, CELValue)]
    )
    func `operators bind as they should`(text: String, value: CELValue) throws {
        #expect(try evaluate(text) == value)
    }

    @Test func `and and or are words, too`() throws {
        #expect(try evaluate("true and false or true") == .bool(true))
        #expect(try evaluate("and or and", ["and": .bool(true)]) == .bool(true))
    }

    @Test(arguments: [
        ("", "expected a value, not the end"), ("1 2", "expected an operator, not a number"),
        ("(1", "expected ')', not the end"),
        ("a.", "expected a name behind '.'"), ("a ? b", "expected ':', not the end"),
        ("[1", "expected ']', not the end"),
        ("{1}", "expected ':', not '}'"), ("f(1,)", "expected a value, not ')'"),
        ("for", "'for' is reserved, and no name of a variable"),
        ("a.in", "expected a name behind '.'"),
        ("Message{a: 1}", "messages are not supported; a map is {'key': value}"),
        ("x not in y", "'not' is no operator; not is !, and a not in b is !(a in b)"),
        ("9223372036854775808", "the number is too large for an int; a uint is 9223372036854775808u"),
        ("1 +", "expected a value, not the end"), (".1a", "a number cannot go on with 'a'"),
        (". 5", "expected a name, not a number"),
        ("a && ", "expected a value, not the end"), ("x is y", "'is' is no operator; equality is =="),
    ])
    func `what is no expression is refused`(text: String, message: String) {
        #expect(message == CELTests.message(of: text))
    }

    @Test func `nesting, rows and length have limits`() {
        let limits = ProgramLimits()
        func refusal(_ text: String) -> String? { message(of: text, ["a": .dyn]) }
        #expect(refusal(String(repeating: "(", count: 63) + "1" + String(repeating: ")", count: 63)) == nil)
        #expect(refusal(String(repeating: "(", count: 64) + "1") == "more than 64 parts inside each other")
        #expect(refusal(String(repeating: "[", count: 5_000)) == "more than 64 parts inside each other")
        #expect(refusal("1" + String(repeating: "+1", count: 255)) == nil)
        #expect(refusal("1" + String(repeating: "+1", count: 256)) == "more than 256 operators and selections in a row")
        #expect(
            refusal("a" + String(repeating: ".a", count: 2_000)) == "more than 256 operators and selections in a row"
        )
        #expect(refusal("true" + String(repeating: "&&true", count: 1_000)) == nil)
        #expect(refusal(String(repeating: "!", count: 8_000) + "true") == nil)
        #expect(refusal(String(repeating: "-", count: 8_000) + "1") == nil)
        #expect(refusal(String(repeating: "true?1:", count: 100) + "1") == "more than 64 parts inside each other")
        #expect(refusal(String(repeating: " ", count: limits.length + 1)) == "the expression is longer than 8192 bytes")
    }
}
