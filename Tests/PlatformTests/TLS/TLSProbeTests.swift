import Testing

@testable import Platform

@Suite(.serialized) struct TLSProbeTests {
    private let files: TestCertificates
    private let identity: TLSSettings.Identity
    private let events = Events()

    init() throws {
        files = try TestCertificates()
        identity = files.make("localhost")
    }

    @Test func `it knows the certificate of a file, and a newer one for the same names`() throws {
        let (path, other) = (identity.certificate, files.make("other").certificate)
        let pair = try TLSPair(identity) { [files, events] socket in
            guard let probe = TLSProbe(socket) else { return }
            events.add("own: \((try? probe.peerShows(path)) == true)")
            _ = files.make("localhost")
            events.add("renewed: \((try? probe.peerShows(path)) == true)")
            events.add("other: \((try? probe.peerShows(other)) == true)")
            events.add("gone: \((try? probe.peerShows("/no/such.crt")) == nil)")
            probe.send([1])
        }
        _ = pair.read { !$0.isEmpty }
        #expect(events.all == ["own: true", "renewed: true", "other: false", "gone: true"])
    }

    @Test func `whoever speaks something else is nobody`() throws {
        let pair = try TLSPair(identity) { [events] socket in
            events.add(TLSProbe(socket) == nil ? "nobody" : "somebody")
        }
        pair.send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        #expect(events.contains("nobody"))
    }

    @Test func `whoever leaves is nobody`() throws {
        let pair = try TLSPair(identity) { [events] socket in
            events.add(TLSProbe(socket) == nil ? "nobody" : "somebody")
        }
        pair.end()
        #expect(events.contains("nobody"))
    }
}
