@testable import CEL
import Testing

@Suite struct TokenTests {
    @Test func `longer symbols come before those they begin with`() {
        let symbols = Token.Symbol.allCases.map(\.rawValue)
        for (place, symbol) in symbols.enumerated() {
            #expect(!symbols[..<place].contains { symbol.hasPrefix($0) })
        }
    }

    @Test func `a message calls words by what they are`() {
        #expect(Token(kind: .end, offset: 0).description == "the end")
        #expect(Token(kind: .symbol(.and), offset: 0).description == "'&&'")
        #expect(Token(kind: .name("in"), offset: 0).description == "'in'")
    }
}
