import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct IssuerDocumentTests {
    private let issuer = TestIssuer()
    private let clock = TestClock()
    private let place = TestIssuer.name + "/.well-known/openid-configuration"

    private func document(_ name: String = TestIssuer.name) throws -> IssuerDocument {
        IssuerDocument(
            of: try #require(HTTPURL(name)),
            from: issuer,
            time: .standing(at: { testNow }, clock),
            log: .silent
        )
    }

    @Test func `it is asked once an hour`() async throws {
        let document = try document()
        for _ in 0..<3 { #expect(try await document.current()["issuer"]?.string == TestIssuer.name) }
        #expect(issuer.asked.map(\.url.text) == [place])
        #expect(issuer.asked.first?.origin == .configuration)
        clock.advance(.seconds(3600))
        _ = try await document.current()
        #expect(issuer.asked.count == 2)
    }

    @Test func `many who ask at once make one request`() async throws {
        let document = try document()
        issuer.hold()
        let tasks = (0..<10).map { _ in Task { try await document.current() } }
        while issuer.asked.isEmpty { await Task.yield() }
        issuer.letGo()
        for task in tasks { _ = try await task.value }
        #expect(issuer.asked.count == 1)
    }

    @Test func `while the issuer is down the known document serves on`() async throws {
        let document = try document()
        _ = try await document.current()
        issuer.isDown = true
        clock.advance(.seconds(4000))
        #expect(try await document.current()["issuer"] != nil)
        #expect(try await document.current()["issuer"] != nil)
        #expect(issuer.asked.count == 2, "not every client asks again")
    }

    @Test func `an issuer that never answered is asked again after five seconds`() async throws {
        let document = try document()
        issuer.isDown = true
        await #expect(throws: IssuerDocument.Failure.unavailable) { try await document.current() }
        issuer.isDown = false
        await #expect(throws: IssuerDocument.Failure.unavailable) { try await document.current() }
        clock.advance(.seconds(5))
        #expect(try await document.current()["issuer"] != nil)
    }

    @Test(arguments: [TestIssuer.name + "/", TestIssuer.name])
    func `a slash at the end is forgiven`(name: String) async throws {
        issuer[place] = ["issuer": .string(TestIssuer.name + "/")]
        #expect(try await document(name).current()["issuer"]?.string == TestIssuer.name + "/")
    }

    @Test func `another issuer's metadata is not`() async throws {
        issuer[place] = ["issuer": "https://evil.example"]
        await #expect(throws: IssuerDocument.Failure.unavailable) { try await document().current() }
    }

    @Test func `the places of RFC 8414 are tried too`() async throws {
        issuer[place] = nil
        issuer["https://login.example.com/.well-known/oauth-authorization-server/realm"] = [
            "issuer": .string(TestIssuer.name)
        ]
        #expect(try await document().current()["issuer"] != nil)
        #expect(issuer.asked.count == 2)
    }

    @Test func `a host that may not be asked is told apart`() async throws {
        let hosts = AllowedHosts([try #require(DomainPattern("a.example"))], writtenByOperator: [])
        let guarded = GuardedClient(issuer, to: hosts, log: .silent)
        let url = try #require(HTTPURL(TestIssuer.name))
        let document = IssuerDocument(of: url, from: guarded, time: .standing(at: { testNow }, clock), log: .silent)
        await #expect(throws: IssuerDocument.Failure.notAllowed) { try await document.current() }
        #expect(issuer.asked.isEmpty)
    }
}
