import JSONSchema
import Testing

@Suite struct ViolationTests {
    @Test func `a sentence begins with the part of the value that is wrong`() {
        let violation = Violation(
            "must be at most 150",
            at: InstancePath([.member("age")]),
            by: "/properties/age/maximum"
        )
        #expect(violation.sentence(about: "arguments") == "arguments.age must be at most 150")
        #expect(Violation.tooComplex.sentence(about: "arguments") == "arguments is too complex to be checked")
    }
}
