import Pattern
import Testing

@Suite struct PatternTests {
    @Test func `a part of the text is enough, unless the whole is asked for`() throws {
        let pattern = try Pattern("b+")
        #expect(pattern.matches("abc"))
        #expect(!pattern.matches("ac"))
        #expect(!pattern.matchesWhole("abc"))
        #expect(pattern.matchesWhole("bb"))
        #expect(try Pattern("").matches(""))
    }

    @Test(arguments: ["(", "a{2,1}", "[z-a]", "(?=a)", "\\1"])
    func `what RE2 does not understand is refused with its reason`(text: String) {
        let error = #expect(throws: PatternError.self) { try Pattern(text) }
        #expect(error?.reason.isEmpty == false)
    }

    @Test func `an expression or its program may be too large`() {
        #expect(throws: PatternError("it is longer than 4096 bytes")) {
            try Pattern(String(repeating: "a", count: 4_097))
        }
        #expect(throws: PatternError.self) { try Pattern("((\\pL{1,30}){1,30})") }
    }

    @Test(.timeLimit(.minutes(1))) func `an expression that would take exponential time elsewhere takes linear time`()
        throws
    {
        let pattern = try Pattern("^(a+)+$", .ecma)
        #expect(!pattern.matches(String(repeating: "a", count: 100_000) + "b"))
    }

    @Test func `one pattern is matched by several threads at once`() async throws {
        let pattern = try Pattern("^x[0-9]{1,8}$", .ecma)
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 { group.addTask { pattern.matches("x\(number)") && !pattern.matches("y\(number)") } }
            for await isRight in group { #expect(isRight) }
        }
    }
}
