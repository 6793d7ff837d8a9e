import Testing

@testable import App

@Suite struct ConditionReadingTests {
    @Test func `a condition that is none is shown where it goes wrong`() {
        let text = ConfigurationText("[access.tools.a]\ncondition = 'request.nonsense =='\n")
        #expect(text.errors.count == 1 && text.errors[0].hasPrefix("'access.tools.a.condition' is no condition: "))
    }

    @Test(arguments: ["true", "request.arguments.name == 'Ada'"])
    func `a condition of an item may look at its arguments`(expression: String) {
        let text = ConfigurationText("[access.tools.a]\ncondition = \"\(expression)\"\n")
        #expect(text.errors.isEmpty)
    }

    @Test func `one of every request must be there, and has no arguments to look at`() {
        let header = "[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = 'local'\n"
        let conditions = "[[middleware.jwt.validation.allow_conditions]]\n"
        let missing = ConfigurationText(header + conditions).errors
        #expect(missing.contains { $0.contains("expression") })
        let wrong = ConfigurationText(header + conditions + "expression = \"request.arguments.name == 'Ada'\"\n").errors
        #expect(wrong.contains { $0.contains("is no condition") })
    }
}
