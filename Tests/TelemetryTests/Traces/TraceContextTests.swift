import Testing

@testable import Telemetry

@Suite struct TraceContextTests {
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func read(_ parent: String, state: String? = nil, baggage: String? = nil) -> TraceContext? {
        TraceContext(parent: Array(parent.utf8)[...], state: state, baggage: baggage)
    }

    @Test func `a parent is read, and written as it was`() throws {
        let trace = try #require(read(Self.parent, state: "a=1", baggage: "b=2"))
        #expect(trace.traceID.description == "4bf92f3577b34da6a3ce929d0e0e4736")
        #expect(trace.spanID.description == "00f067aa0ba902b7" && trace.isSampled)
        #expect(trace.state == "a=1" && trace.baggage == "b=2" && trace.parent == Self.parent)
        #expect(read(String(Self.parent.dropLast(2)) + "00")?.isSampled == false)
    }

    @Test func `other flags are not for us, and go no further`() {
        let trace = read(String(Self.parent.dropLast(2)) + "fe")
        #expect(trace?.isSampled == false && trace?.parent.hasSuffix("-00") == true)
    }

    @Test(
        arguments: [
            "", "00", parent.uppercased(), parent + "-1", parent + " ", String(parent.dropLast()),
            "ff" + parent.dropFirst(2), "00_" + parent.dropFirst(3),
            "0x" + parent.dropFirst(2),
            "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
            "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
        ]
    )
    func `what is no parent is nothing`(parent: String) { #expect(read(parent) == nil) }

    @Test func `a later version may say more`() {
        for more in ["", "-", "-more-to-come"] {
            let trace = read("cc" + Self.parent.dropFirst(2) + more)
            #expect(trace?.parent == Self.parent)
        }
    }

    @Test func `a state or baggage that is malformed or too long is left out`() throws {
        let trace = try #require(read(Self.parent, state: "A=1", baggage: String(repeating: "a", count: 8193)))
        #expect(trace.state == nil && trace.baggage == nil)
        #expect(read(Self.parent, baggage: "a=\n")?.baggage == nil)
    }
}
