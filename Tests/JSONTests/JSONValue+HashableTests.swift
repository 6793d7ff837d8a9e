import JSON
import Testing

@Suite struct JSONValueHashableTests {
    private static let values: [JSONValue] = [
        .null, false, true, 0, 1, 1.0, 1.5, .digits("1e400"), .digits("1e401"), "", "1", "K", "\u{212A}", "é",
        "e\u{301}",
        "true", [], [1], [1.0], [[]], [:], ["a": 1], ["a": 1.0], ["b": 1], ["a": .null],
    ]

    @Test(arguments: values.indices)
    func `a value equals itself and no other`(place: Int) {
        for (other, value) in Self.values.enumerated() { #expect((value == Self.values[place]) == (other == place)) }
    }

    @Test func `a set keeps them apart`() {
        #expect(Set(Self.values).count == Self.values.count)
    }

    @Test func `equal values hash the same`() {
        #expect(JSONValue.double(0) == .double(-0.0))
        #expect(JSONValue.double(0).hashValue == JSONValue.double(-0.0).hashValue)
        #expect(
            (["a": [1, "x"], "b": 2] as JSONValue).hashValue == (["b": 2, "a": [1, "x"]] as JSONValue).hashValue
        )
    }
}
