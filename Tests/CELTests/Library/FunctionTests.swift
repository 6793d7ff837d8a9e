@testable import CEL
import Testing

@Suite struct FunctionTests {
    @Test func `a function is described as it is called`() throws {
        let abs = try #require(Library.functions(named: "math.abs", isMember: false).first)
        #expect("\(abs)" == "math.abs(int) or math.abs(uint) or math.abs(double)")
        let split = try #require(Library.functions(named: "split", isMember: true).first)
        #expect("\(split)" == "string.split(string)")
    }

    @Test(
        arguments: [
            ("optional.of(1)", .optional(.int)), ("optional.of(1).value()", .int), ("[1].first()", .optional(.int)),
            ("['a'].slice(0, 1)", .list(.string)), ("optional.none().orValue(1)", .dyn), ("math.abs(-1.5)", .double),
            ("optional.of(1).orValue(2)", .int), ("optional.of([1]).orValue([])", .list(.dyn)),
            ("optional.of(1).or(optional.of(2))", .optional(.int)),
            ("optional.of(1).or(optional.none())", .optional(.dyn)),
            ("optional.of({'c': {}}).cn.or(optional.none()[0])", .optional(.dyn)),
        ] as [(String, CELType)]
    )
    func `the type of a result follows from those of the arguments`(source: String, type: CELType) throws {
        #expect(try Program(source, variables: [:]).type == type)
    }
}
