import Testing

@testable import Platform

@Suite struct YAMLPlacesTests {
    @Test func `characters are found by their bytes`() {
        let places = YAMLPlaces(Array("\u{E9}\u{1F44B}x".utf8))
        #expect(places.range(from: 0, to: 1) == 0..<2)
        #expect(places.range(from: 1, to: 2) == 2..<6)
        #expect(places.range(from: 2, to: 9) == 6..<7)
    }

    @Test func `anchor and tag are no part of a value`() {
        let places = YAMLPlaces(Array("&a !!str x y".utf8))
        #expect(places.withoutProperties(0..<12) == 9..<12)
        #expect(places.withoutProperties(0..<2) == 2..<2)
        #expect(places.withoutProperties(9..<12) == 9..<12)
    }

    @Test func `an end before its start is no range`() {
        #expect(YAMLPlaces([0x61, 0x62]).range(from: 2, to: 1) == 2..<2)
    }
}
