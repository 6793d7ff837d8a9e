@testable import CEL
import Testing

@Suite struct StringSearchTests {
    @Test(
        arguments: [
            ("'é-é-'.indexOf('-')", .int(1)), ("'é-é-'.indexOf('-', 2)", .int(3)),
            ("'é-é-'.lastIndexOf('é', 1)", .int(0)),
            ("'aaa'.lastIndexOf('aa')", .int(1)), ("'a'.indexOf('ab')", .int(-1)), ("''.indexOf('')", .int(0)),
            ("''.lastIndexOf('')", .int(0)),
            ("'aaaa'.replace('aa', 'b')", .string("bb")), ("'abc'.replace('', '-')", .string("a-b-c")),
            ("'aXbX'.replace('X', '', 1)", .string("abX")),
            ("'aXb'.replace('X', 'Y', 0)", .string("aXb")),
            ("'a,b,c'.split(',', 2)", .list(.values([.string("a"), .string("b,c")]))),
            ("'éa'.split('')", .list(.values([.string("é"), .string("a")]))),
            ("'abc'.split('', 2)", .list(.values([.string("a"), .string("bc")]))),
            ("''.split(',')", .list(.values([.string("")]))), ("'a'.split(',', 0)", .list(.values([]))),
            ("'éab'.substring(1, 2)", .string("a")),
            ("'a,'.split(',')", .list(.values([.string("a"), .string("")]))),
            ("'aXb'.replace('X', 'Y', 9223372036854775807)", .string("aYb")),
        ] as [(String, CELValue)]
    )
    func `texts are searched and cut by code points`(source: String, value: CELValue) throws {
        #expect(try evaluate(source) == value)
    }

    @Test(
        arguments: [
            ("'a'.indexOf('a', 2)", .invalidIndex("index out of range: 2")),
            ("'a'.lastIndexOf('a', -1)", .invalidIndex("index out of range: -1")),
            ("'abc'.substring(2, 1)", .invalidArgument("invalid substring range. start: 2, end: 1")),
            ("'abc'.substring(-9223372036854775808)", .invalidIndex("index out of range: -9223372036854775808")),
        ] as [(String, CELFailure)]
    )
    func `places outside are errors`(source: String, failure: CELFailure) {
        #expect(failure == CELTests.failure(of: source))
    }
}
