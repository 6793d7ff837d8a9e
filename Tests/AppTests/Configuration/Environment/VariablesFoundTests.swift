import TOML
import Testing

@testable import App

@Suite struct VariablesFoundTests {
    @Test func `a key is a path`() {
        var found = VariablesFound()
        found.set("server.name", "x", from: "V")
        #expect(found.overrides == [TOMLOverride(["server", "name"], "x", from: "V")])
    }

    @Test func `what has no effect says so`() {
        var found = VariablesFound()
        found.ignore("V", "there is none", suggestion: "write x")
        #expect(found.ignored.map(\.message) == ["has no effect here: there is none"])
    }
}
