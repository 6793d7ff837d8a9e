@testable import CEL
import Testing

@Suite struct CompilerCallsTests {
    @Test(arguments: [
        ("'a'.startswith('b')", "unknown function 'startswith'; did you mean 'startsWith'?"),
        ("'a'.endsWith()", "endsWith is called as string.endsWith(string)"),
        ("endsWith('a', 'b')", "endsWith is called as string.endsWith(string)"),
        ("'a'.endsWith(1)", "'endsWith' does not take (string, int); it is string.endsWith(string)"),
        (
            "1.0.size()",
            "'size' does not take (double); it is string.size() or bytes.size() or list.size() or map.size()"
        ),
        ("math.abc(1)", "unknown variable 'math'"), ("'a'.matches('(')", "bad regular expression: missing ): ("),
        ("timestamp('yesterday')", "'yesterday' is no timestamp"),
        ("cidr('10.0.0.0/33')", "network address parse error during conversion from string '10.0.0.0/33'"),
        ("timestamp(0).getHours('Nowhere')", "unknown time zone 'Nowhere'"), ("int('x')", "'x' is no int"),
        ("isIP(1)", "'isIP' does not take (int); it is isIP(string)"), ("foo(1)", "unknown function 'foo'"),
        (
            "optional.of(1).orValue('a')",
            "'orValue' does not take (optional(int), string); it is optional.orValue(dyn)"
        ),
        (
            "optional.of(1).or(optional.of('a'))",
            "'or' does not take (optional(int), optional(string)); it is optional.or(optional)"
        ),
    ])
    func `a wrong call is refused`(source: String, message: String) {
        #expect(message == CELTests.message(of: source))
    }

    @Test func `endswith is endsWith`() throws {
        #expect(try evaluate("'abc'.endswith('bc')") == .bool(true))
    }

    @Test func `a local name hides a name space`() {
        #expect(failure(of: "[{'x': 1}].map(math, math.x)") == nil)
        #expect(message(of: "[1].map(math, math.abs(-1))") == "unknown function 'abs'")
    }

    @Test func `patterns are compiled once, or when they are known`() throws {
        #expect(try evaluate("'abc'.matches('^a.c$')") == .bool(true))
        #expect(try evaluate("matches('abc', p)", ["p": .string("b+")]) == .bool(true))
        #expect(
            failure(of: "'abc'.matches(p)", ["p": .string("(")])
                == .invalidArgument("bad regular expression: missing ): (")
        )
        #expect(failure(of: "'abc'.matches(p)", ["p": .string(String(repeating: "a", count: 600))]) != nil)
    }
}
