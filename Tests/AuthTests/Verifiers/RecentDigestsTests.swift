import Testing

@testable import Auth

@Suite struct RecentDigestsTests {
    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }
    private func print(_ text: String) -> Fingerprint { Fingerprint(of: Array(text.utf8).span) }

    @Test func `a digest is found again by the whole token, and by nothing else`() {
        var digests = RecentDigests()
        digests.keep(print("header.payload.signature"), of: bytes("header.payload.signature"))
        #expect(digests.digest(of: bytes("header.payload.signature")) == print("header.payload.signature"))
        // They end alike, so that they have one place.
        for other in ["Header.payload.signature", "header.payloae.signature", "signature", "xheader.payload.signature"]
        {
            #expect(digests.digest(of: bytes(other)) == nil)
        }
    }

    @Test func `where two have one place the later is kept`() {
        var digests = RecentDigests()
        digests.keep(print("a.signature"), of: bytes("a.signature"))
        digests.keep(print("b.signature"), of: bytes("b.signature"))
        #expect(digests.digest(of: bytes("a.signature")) == nil)
        #expect(digests.digest(of: bytes("b.signature")) == print("b.signature"))
    }

    @Test func `long tokens are not kept, and short ones need not be long`() {
        var digests = RecentDigests()
        let long = String(repeating: "a", count: RecentDigests.longest + 1)
        for token in [long, "", "a"] { digests.keep(print(token), of: bytes(token)) }
        #expect(digests.digest(of: bytes(long)) == nil)
        #expect(digests.digest(of: bytes("a")) == print("a"))
    }
}
