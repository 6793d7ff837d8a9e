import Testing

@testable import MCP

@Suite struct ProtocolVersionTests {
    @Test(arguments: ProtocolVersion.allCases)
    func `every revision is read from its own text`(version: ProtocolVersion) {
        #expect(ProtocolVersion(version.text) == version)
        #expect(ProtocolVersion(Array(version.text.utf8)[...]) == version)
    }

    @Test(arguments: ["", "2026-07-29", "2025-11-25 ", "1.0", "DRAFT-2026", "2025-11-2５"])
    func `other texts name no revision`(text: String) {
        #expect(ProtocolVersion(text) == nil)
        #expect(ProtocolVersion(Array(text.utf8)[...]) == nil)
    }

    @Test func `revisions are ordered by their date`() {
        #expect(ProtocolVersion.allCases.sorted().map(\.text) == ProtocolVersion.allCases.map(\.text).sorted())
    }

    @Test func `only the newest has no handshake`() {
        #expect(ProtocolVersion.allCases.filter { !$0.hasHandshake } == [.latest])
    }
}
