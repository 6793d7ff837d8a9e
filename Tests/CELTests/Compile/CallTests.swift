@testable import CEL
import Testing

@Suite struct CallTests {
    @Test func `a call on a name has a name of its own`() throws {
        let base = try Parser.expression("math", ProgramLimits())
        #expect(Call("abs", on: base, [], false, 0).qualifiedName == "math.abs")
        #expect(Call("size", on: nil, [], false, 0).qualifiedName == "size")
        let list = try Parser.expression("[1]", ProgramLimits())
        #expect(Call("size", on: list, [], false, 0).qualifiedName == nil)
    }
}
