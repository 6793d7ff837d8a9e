@testable import CEL
import Testing

@Suite struct FormatterTests {
    @Test(arguments: [
        ("'%.2f %e %x %X %o %b'.format([1.005, 1500, 255, 'z', 8, 5])", "1.00 1.500000e+03 ff 7A 10 101"),
        ("'%%'.format([])", "%"), ("'%d'.format([-9223372036854775808])", "-9223372036854775808"),
        ("'%x'.format([-255])", "-ff"),
        ("'%b'.format([false])", "0"), ("'%.f'.format([2.5])", "2"), ("'%s'.format([[]])", "[]"),
        ("'%f'.format([-0.0])", "-0.000000"),
    ])
    func `clauses are filled in`(source: String, text: String) throws {
        #expect(try evaluate(source) == .string(text))
    }

    @Test(
        arguments: [
            ("'%'.format([1])", .invalidArgument("could not parse formatting clause: unexpected end of string")),
            (
                "'%.9999999999999999999f'.format([1])",
                .invalidArgument("could not parse formatting clause: a precision of more than 1000")
            ),
            (
                "'%q'.format([1])",
                .invalidArgument("could not parse formatting clause: unrecognized formatting clause \"q\"")
            ),
            ("'%s'.format([])", .invalidIndex("index 0 out of range")),
            (
                "'%f'.format(['a'])",
                .invalidArgument(
                    "error during formatting: fixed-point clause can only be used on doubles, was given string"
                )
            ),
        ] as [(String, CELFailure)]
    )
    func `a wrong clause is an error`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source))
    }
}
