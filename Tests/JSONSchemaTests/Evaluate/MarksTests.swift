import Testing

@testable import JSONSchema

@Suite struct MarksTests {
    @Test func `places far apart are kept`() {
        var marks = Marks(areWanted: true)
        for place in [0, 63, 64, 1_000] { marks.insert(place) }
        for place in [0, 63, 64, 1_000] { #expect(marks.contains(place)) }
        for place in [1, 62, 65, 999, 5_000] { #expect(!marks.contains(place)) }
    }

    @Test func `the union holds the places of both`() {
        var (few, many) = (Marks(areWanted: true), Marks(areWanted: true))
        few.insert(1)
        many.insert(500)
        few.formUnion(many)
        #expect(few.contains(1) && few.contains(500))
        many.formUnion(few)
        #expect(many.contains(1) && many.contains(500))
    }

    @Test func `what nobody asks for is not kept`() {
        var marks = Marks(areWanted: false)
        marks.insert(1)
        #expect(!marks.contains(1))
    }
}
