import Testing

@testable import Platform

@Suite(.blocking) struct TLSProbeTests {
    private let tls: TLSFixture

    init() throws { tls = try TLSFixture() }

    @Test func `it knows the certificate of a file, and a newer one for the same names`() throws {
        let (path, other) = (tls.identity.certificate, tls.files.make("other").certificate)
        let pair = try tls.pair { [files = tls.files, events = tls.events] socket in
            guard let probe = TLSProbe(socket) else { return }
            events.add("own: \((try? probe.peerShows(path)) == true)")
            _ = files.make("localhost")
            events.add("renewed: \((try? probe.peerShows(path)) == true)")
            events.add("other: \((try? probe.peerShows(other)) == true)")
            events.add("gone: \((try? probe.peerShows("/no/such.crt")) == nil)")
            probe.send([1])
        }
        _ = pair.read { !$0.isEmpty }
        #expect(tls.events.all == ["own: true", "renewed: true", "other: false", "gone: true"])
    }

    @Test func `whoever speaks something else is nobody`() throws {
        let pair = try tls.pair { [events = tls.events] socket in
            events.add(TLSProbe(socket) == nil ? "nobody" : "somebody")
        }
        pair.send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8))
        #expect(tls.events.contains("nobody"))
    }

    @Test func `whoever leaves is nobody`() throws {
        let pair = try tls.pair { [events = tls.events] socket in
            events.add(TLSProbe(socket) == nil ? "nobody" : "somebody")
        }
        pair.end()
        #expect(tls.events.contains("nobody"))
    }
}
