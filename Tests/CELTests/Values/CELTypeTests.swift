@testable import CEL
import Testing

@Suite struct CELTypeTests {
    @Test func `what is not known accepts and is accepted`() {
        #expect(CELType.dyn.accepts(.int))
        #expect(CELType.int.accepts(.dyn))
        #expect(CELType.list(.int).accepts(.anyList))
    }

    @Test func `what is inside counts`() {
        #expect(!CELType.list(.int).accepts(.list(.string)))
        #expect(!CELType.map(.string, .int).accepts(.map(.string, .bool)))
        #expect(CELType.anyMap.accepts(.record(["a": .int])))
    }

    @Test func `two types have one of both in common`() {
        #expect(CELType.list(.int).joined(with: .list(.string)) == .anyList)
        #expect(CELType.int.joined(with: .int) == .int)
        #expect(CELType.int.joined(with: .uint) == .dyn)
    }

    @Test func `a type is written as it is declared`() {
        #expect("\(CELType.map(.string, .list(.timestamp)))" == "map(string, list(timestamp))")
        #expect("\(CELType.anyList)" == "list")
    }
}
