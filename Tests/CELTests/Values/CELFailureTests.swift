@testable import CEL
import Testing

@Suite struct CELFailureTests {
    @Test(
        arguments: [
            (.noSuchKey("a"), "no such key: 'a'"),
            (.outOfRange("int"), "int out of range"),
            (.unknownVariable("x"), "unknown variable 'x'"),
            (.tooExpensive, "evaluation costs too much"),
        ] as [(CELFailure, String)]
    )
    func `a failure says what has failed`(failure: CELFailure, text: String) {
        #expect("\(failure)" == text)
    }
}
