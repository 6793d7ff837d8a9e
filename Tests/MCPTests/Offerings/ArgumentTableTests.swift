import JSON
import Testing

@testable import MCP

@Suite struct ArgumentTableTests {
    struct Backwards: CallArguments {
        @Argument("A") var a: Int
        @Argument("B") var b: Int
        init() {
            _b = Argument("B")
            _a = Argument("A")
        }
    }
    struct Nested: CallArguments {
        @Argument("Inner") var inner: ArgumentTests.Address
        @Argument("Plain") var plain: Int?
    }

    @Test func `names stand in the order of declaration`() {
        #expect(ArgumentTable(ArgumentTests.Everything.self).names.first == "name")
        #expect(ArgumentTable(ArgumentTests.Everything.self).isInOrder(ArgumentTests.Everything.self))
    }

    @Test func `an initialiser in another order is noticed`() {
        #expect(!ArgumentTable(Backwards.self).isInOrder(Backwards.self))
    }

    @Test func `header fields are found in objects too`() {
        #expect(
            ArgumentTable(ArgumentTests.Everything.self).mirrored == [MirroredArgument(header: "Any", path: ["other"])]
        )
        #expect(ArgumentTable(Nested.self).mirrored == [MirroredArgument(header: "Town", path: ["inner", "town"])])
    }
}
