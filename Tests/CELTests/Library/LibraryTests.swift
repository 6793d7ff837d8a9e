@testable import CEL
import Testing

@Suite struct LibraryTests {
    @Test func `functions of one name and style differ in how many arguments they take`() {
        for functions in Library.functions.values {
            for isMember in [true, false] {
                let arities = functions.filter { $0.isMember == isMember }.map(\.arity)
                #expect(Set(arities).count == arities.count, "\(functions)")
            }
        }
    }

    @Test func `all signatures of a function take as many arguments`() {
        for function in Library.functions.values.joined() {
            #expect(function.signatures.allSatisfy { $0.parameters.count == function.arity }, "\(function)")
        }
    }

    @Test func `an alias is a function that there is`() {
        for name in Library.aliases.values { #expect(Library.functions[name] != nil) }
        #expect(Library.hasGlobal("math.abs"))
        #expect(!Library.hasGlobal("endsWith"))
    }
}
