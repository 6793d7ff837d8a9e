@testable import CEL
import Testing

@Suite struct StringLibraryTests {
    @Test(
        arguments: [
            ("'é😀x'.charAt(1)", .string("😀")), ("'ab'.charAt(2)", .string("")),
            ("'aBc é'.upperAscii()", .string("ABC é")),
            ("'  a b\\u3000'.trim()", .string("a b")), ("'abc'.reverse()", .string("cba")),
            ("[1, 2].reverse()", .list(.values([.int(2), .int(1)]))),
            ("['a', 'b'].join(', ')", .string("a, b")), ("strings.quote('a\"\\n')", .string(#""a\"\n""#)),
            ("'   '.trim()", .string("")),
            ("'%s is %d'.format(['x', 1])", .string("x is 1")),
        ] as [(String, CELValue)]
    )
    func `texts are taken apart and put together`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }

    @Test(
        arguments: [
            ("'a'.charAt(-1)", .invalidIndex("index out of range: -1")),
            ("'a'.charAt(9223372036854775807)", .invalidIndex("index out of range: 9223372036854775807")),
            ("x.join()", .noSuchOverload("for a value of type int")),
        ] as [(String, CELFailure)]
    )
    func `what is not there is an error`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source, ["x": .list(.values([.int(1)]))]))
    }
}
