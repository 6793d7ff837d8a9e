import JSON
import Testing

@testable import JSONSchema

@Suite struct SchemaNodeTests {
    private func inPlace(_ keywords: [Keyword]) -> [Int] {
        var node = SchemaNode(resource: 0, place: "#")
        node.keywords = keywords
        return node.inPlace
    }

    @Test func `what is applied to the same value is applied in place`() {
        #expect(inPlace([.reference(1), .not(2), .allOf([3, 4]), .anyOf([5]), .oneOf([6])]) == [1, 2, 3, 4, 5, 6])
        #expect(
            inPlace([.condition(1, then: nil, otherwise: 2), .condition(3, then: 4, otherwise: nil)]) == [1, 2, 3, 4]
        )
        #expect(inPlace([.dependentSchemas([("a", 7), ("b", 8)])]) == [7, 8])
    }

    @Test func `what is applied to a part of it, or leads who knows where, is not`() {
        let others: [Keyword] = [
            .dynamicReference(anchor: "a", 1), .contains(2, least: 1, most: nil), .propertyNames(3),
            .unevaluatedItems(4), .unevaluatedProperties(5), .required(["a"]), .uniqueItems,
        ]
        #expect(inPlace(others) == [])
    }
}
