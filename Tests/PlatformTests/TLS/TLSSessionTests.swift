import HTTP
import Testing

@testable import Platform

@Suite(.blocking) struct TLSSessionTests {
    private let tls: TLSFixture

    init() throws { tls = try TLSFixture() }

    private func pair(_ talk: @escaping @Sendable (TLSProbe) -> Void) throws -> TLSPair {
        try tls.pair { socket in
            if let probe = TLSProbe(socket) { talk(probe) }
        }
    }

    private func seal(_ bytes: [UInt8], _ session: TLSSession) -> [UInt8]? {
        var sealed: [UInt8] = []
        return session.seal(bytes, into: &sealed) ? sealed : nil
    }

    @Test func `what one end writes the other reads, over many records`() throws {
        let bytes = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        let pair = try pair { [events = tls.events] probe in
            probe.send(bytes)
            var (received, room) = ([UInt8](), [UInt8](repeating: 0, count: 4096))
            while received.count < bytes.count {
                let count = probe.receive(into: &room)
                guard count > 0 else { break }
                received += room[..<count]
            }
            events.add(received == bytes ? "same" : "other")
        }
        #expect(pair.session.isUntouched && !pair.session.isEstablished)
        let (plain, input) = pair.read { $0.count >= bytes.count }
        #expect(plain == bytes && input == .open)
        #expect(pair.session.isEstablished && !pair.session.isUntouched)
        #expect(pair.session.facts.version == "TLSv1.3" && pair.session.facts.client == nil)
        let sealed = try #require(seal(bytes, pair.session))
        #expect(sealed.count > bytes.count)
        pair.send(sealed)
        #expect(tls.events.contains("same"))
    }

    @Test func `nothing is sealed before the handshake`() throws {
        let session = try #require(TLSSession(try TLSContext(TLSSettings(tls.identity)), TLSWire()))
        #expect(seal([1], session) == nil)
        #expect(session.finish().isEmpty)
    }

    @Test func `what is no handshake fails, and so does whatever follows`() throws {
        let session = try #require(TLSSession(try TLSContext(TLSSettings(tls.identity)), TLSWire()))
        var (plain, reply) = ([UInt8](), [UInt8]())
        guard case .failed = session.open(Array("GET / HTTP/1.1\r\n\r\n".utf8), into: &plain, reply: &reply) else {
            Issue.record("it was opened")
            return
        }
        #expect(plain.isEmpty)
        #expect(session.open([22], into: &plain, reply: &reply) == .failed("the connection is over"))
        #expect(seal([1], session) == nil)
    }

    @Test func `a record that was changed on its way fails`() throws {
        let pair = try pair { probe in
            var room = [UInt8](repeating: 0, count: 16)
            probe.send([1])
            _ = probe.receive(into: &room)
        }
        #expect(pair.read { $0 == [1] }.plain == [1])
        var (plain, reply) = ([UInt8](), [UInt8]())
        // A record of its form, that nobody has sealed.
        let record = [23, 3, 3, 0, 32] + [UInt8](repeating: 7, count: 32)
        guard case .failed(let reason) = pair.session.open(record, into: &plain, reply: &reply) else {
            Issue.record("it was opened")
            return
        }
        #expect(!reason.isEmpty && plain.isEmpty && !reply.isEmpty, "the peer is told")
    }

    @Test func `a client is heard until its certificate ends, and no longer`() throws {
        let pair = try pair { probe in
            for byte: UInt8 in 1...2 { probe.send([byte]) }
            var room = [UInt8](repeating: 0, count: 16)
            _ = probe.receive(into: &room)
        }
        pair.session.clientEnd = WallClock.secondsSince1970 + 3600
        #expect(pair.read { !$0.isEmpty }.input == .open)
        #expect(pair.session.clientEnd == nil, "this one has shown none")
        pair.session.clientEnd = WallClock.secondsSince1970
        var (plain, reply) = ([UInt8](), [UInt8]())
        let input = pair.session.open([], into: &plain, reply: &reply)
        #expect(input == .failed("the client's certificate has expired") && plain.isEmpty)
        pair.session.clientEnd = nil
        #expect(pair.session.open([], into: &plain, reply: &reply) == .failed("the connection is over"))
        #expect(seal([1], pair.session) == nil)
    }

    @Test func `the end is said once, and the client hears it`() throws {
        let pair = try pair { [events = tls.events] probe in
            var room = [UInt8](repeating: 0, count: 16)
            probe.send([1])
            events.add("\(probe.receive(into: &room))")
        }
        _ = pair.read { $0 == [1] }
        let end = pair.session.finish()
        #expect(!end.isEmpty && pair.session.finish().isEmpty)
        #expect(seal([1], pair.session) == nil)
        pair.send(end)
        #expect(tls.events.contains("0"))
    }
}
