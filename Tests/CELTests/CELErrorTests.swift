@testable import CEL
import Testing

@Suite struct CELErrorTests {
    private func refusal(of source: String) -> CELError? {
        do throws(CELError) {
            _ = try Program(source, variables: ["payload": .dyn])
            return nil
        } catch {
            return error
        }
    }

    @Test func `an error shows the line with a caret`() throws {
        let error = try #require(refusal(of: "has(payload.email) &&\n  paylod.email.endsWith('x')"))
        #expect(error.line == 2)
        #expect(error.column == 3)
        #expect(error.offset == 24)
        #expect(error.message == "unknown variable 'paylod'; did you mean 'payload'?")
        #expect(error.excerpt == "  paylod.email.endsWith('x')\n  ^")
    }

    @Test func `columns are characters, offsets bytes`() throws {
        let error = try #require(refusal(of: "'éé' = 1"))
        #expect(error.column == 6)
        #expect(error.offset == 7)
    }

    @Test func `a long line is cut around the caret`() throws {
        let error = try #require(
            refusal(of: String(repeating: "true && ", count: 100) + "fals && true" + String(repeating: " ", count: 200))
        )
        #expect(error.excerpt.split(separator: "\n").allSatisfy { $0.count <= 100 })
        #expect(error.excerpt.contains("fals"))
    }

    @Test func `control characters do not reach the terminal`() throws {
        #expect(try #require(refusal(of: "'a\u{1B}[31m' = 1")).excerpt.hasPrefix("'a [31m' = 1"))
    }

    @Test func `the end is a place, too`() throws {
        #expect(try #require(refusal(of: "1 +")).excerpt == "1 +\n   ^")
    }
}
