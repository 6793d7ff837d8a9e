import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct OpenedIDsTests {
    private func id(_ text: String) -> SealedID { SealedID(Array(text.utf8)[...]) }

    /// A token as it is when its id was opened.
    private func token(shownAs id: SealedID) throws -> SessionToken {
        let token = try #require(SessionToken(.v2025_11_25, [:], of: .trusted, until: 1))
        return try #require(SessionToken(token.bytes, shownAs: id))
    }

    @Test func `what was kept is found by its id, wherever that lies, and by no other`() throws {
        var opened = OpenedIDs()
        #expect(opened.token(of: id("sealed-0123456789")) == nil)
        let token = try token(shownAs: id("sealed-0123456789"))
        opened.keep(token, of: id("sealed-0123456789"))
        #expect(opened.token(of: SealedID(Array("..sealed-0123456789".utf8)[2...])) === token)
        // The same end, and so the same place.
        #expect(opened.token(of: id("Sealed-0123456789")) == nil)
        #expect(opened.token(of: id("0123456789")) == nil)
        for text in ["", "9", "sealed-012345678"] { #expect(opened.token(of: id(text)) == nil) }
    }

    @Test func `of two that meet the later one stays`() throws {
        var opened = OpenedIDs()
        let ids = ["a-0123456789", "b-0123456789"].map(id)
        for id in ids { opened.keep(try token(shownAs: id), of: id) }
        #expect(opened.token(of: ids[0]) == nil && opened.token(of: ids[1]) != nil)
    }

    @Test func `it holds no more than its limit, and few of so many meet`() throws {
        var opened = OpenedIDs()
        let ids = (0..<3 * OpenedIDs.limit).map { _ in
            id(String(UInt64.random(in: .max / 2 ... .max), radix: 36))
        }
        for id in ids.prefix(OpenedIDs.limit / 4) { opened.keep(try token(shownAs: id), of: id) }
        #expect(ids.prefix(OpenedIDs.limit / 4).count { opened.token(of: $0) != nil } > OpenedIDs.limit / 5)
        for id in ids { opened.keep(try token(shownAs: id), of: id) }
        #expect(ids.count { opened.token(of: $0) != nil } <= OpenedIDs.limit)
        opened.removeAll()
        #expect(!ids.contains { opened.token(of: $0) != nil })
    }
}
