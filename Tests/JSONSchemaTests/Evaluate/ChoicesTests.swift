import JSON
import Testing

@testable import JSONSchema

@Suite struct ChoicesTests {
    @Test func `few values or many, each is found by its value`() {
        let few = Choices([1, "a", [1, 2]])
        let many = Choices((0..<100).map { .int($0) } + [["a": 1]])
        for choices in [few, many] {
            #expect(choices.contains(1.0))
            #expect(!choices.contains("b"))
            #expect(!choices.contains(true))
        }
        #expect(few.contains([1.0, 2.0]))
        #expect(many.contains(["a": 1.0]))
        #expect(!many.contains(["a": 2]))
    }

    @Test func `the phrase lists the first few`() {
        #expect(Choices(["a", 1]).phrase == "\"a\" or 1")
        #expect(Choices([.null]).phrase == "null")
        #expect(Choices((0..<50).map { .int($0) }).phrase == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9 or 40 others")
        #expect(Choices([.string(String(repeating: "x", count: 5_000))]).phrase.utf8.count < 100)
    }

    @Test func `a large value costs steps`() {
        let choices = Choices([.array(Array(repeating: 1, count: 1_000))])
        #expect(choices.cost(of: 1) == 0)
        #expect(choices.cost(of: []) > 100)
    }
}
