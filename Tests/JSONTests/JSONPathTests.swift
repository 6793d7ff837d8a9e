@testable import JSON
import Testing

@Suite struct JSONPathTests {
    @Test func `keys are joined by dots and places stand in brackets`() {
        let items = JSONPath.member(of: .member(of: .root, "order"), "items")
        #expect(JSONPath.root.text == "")
        #expect(items.text == "order.items")
        #expect(JSONPath.element(of: items, 3).text == "order.items[3]")
        #expect(JSONPath.member(of: .element(of: .element(of: .root, 0), 1), "name").text == "[0][1].name")
    }

    @Test func `as a coding path it says the same`() {
        let path = JSONPath.element(of: .member(of: .root, "items"), 3)
        #expect(path.codingPath.map(\.stringValue) == ["items", "3"])
        #expect(path.codingPath.map(\.intValue) == [nil, 3])
        #expect(JSONPath.text(of: path.codingPath) == path.text)
    }
}
