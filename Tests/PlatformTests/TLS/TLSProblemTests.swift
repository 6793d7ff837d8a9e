import Testing

@testable import Platform

@Suite struct TLSProblemTests {
    @Test func `it reads as its sentence, and differs by file and weight`() {
        let problem = TLSProblem(.key(host: 1), "a.key: no key")
        #expect("\(problem)" == "a.key: no key" && !problem.isWarning)
        #expect(problem != TLSProblem(.key(host: 2), "a.key: no key"))
        #expect(problem != TLSProblem(.key(host: 1), "a.key: no key", isWarning: true))
    }
}
