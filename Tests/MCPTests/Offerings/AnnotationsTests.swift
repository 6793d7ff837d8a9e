import JSON
import Testing

@testable import MCP

@Suite struct AnnotationsTests {
    @Test func `a revision sees what it knows`() {
        let annotations = Annotations(audience: [.assistant], priority: 0.5, lastModified: "2026-07-28T12:00:00Z")
        #expect(annotations.json(for: .latest)?["lastModified"] == "2026-07-28T12:00:00Z")
        #expect(annotations.json(for: .v2025_03_26) == ["audience": ["assistant"], "priority": 0.5])
        #expect(Annotations().json(for: .latest) == nil)
        #expect(Annotations(lastModified: "x").json(for: .v2024_11_05) == nil)
    }

    @Test(arguments: [(-1, 0), (2, 1), (0.25, 0.25)] as [(Double, Double)])
    func `a priority lies between 0 and 1`(given: Double, shown: Double) {
        #expect(Annotations(priority: given).json(for: .latest)?["priority"] == .double(shown))
    }
}
