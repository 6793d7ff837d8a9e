import HTTP
import Telemetry
import Testing

@testable import Auth

@Suite struct LoginTicketTests {
    private let ring = KeyRing([Secret(String(repeating: "k", count: 32))])

    @Test func `it comes back as it was, until it expires`() throws {
        let ticket = LoginTicket(issuer: "https://a.example", expires: testNow + 10)
        let text = ticket.sealed(by: ring)
        #expect(LoginTicket(text, openedBy: ring, at: testNow) == ticket)
        #expect(LoginTicket(text, openedBy: ring, at: testNow + 10) == nil)
        #expect(LoginTicket(text, openedBy: KeyRing(), at: testNow) == nil)
        #expect(LoginTicket(ring.seal(Array("{}".utf8), for: "login"), openedBy: ring, at: testNow) == nil)
        #expect(LoginTicket(ring.seal(Array("x".utf8), for: "login"), openedBy: ring, at: testNow) == nil)
    }

    @Test func `what was sealed for something else is none`() {
        let ticket = LoginTicket(issuer: "https://a.example", expires: testNow + 10)
        guard let bytes = ring.open(ticket.sealed(by: ring), for: "login") else { return #expect(Bool(false)) }
        #expect(LoginTicket(ring.seal(bytes, for: "session"), openedBy: ring, at: testNow) == nil)
    }

    @Test func `no two are alike, and nothing in one tells another part`() {
        let tickets = (0..<100).map { _ in LoginTicket(issuer: "a", expires: 1) }
        #expect(Set(tickets.flatMap { [$0.state, $0.nonce, $0.verifier, $0.challenge] }).count == 400)
        #expect(tickets.allSatisfy { 43...128 ~= $0.verifier.utf8.count })
    }
}
