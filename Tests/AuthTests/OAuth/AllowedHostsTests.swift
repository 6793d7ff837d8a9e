import HTTP
import Testing

@testable import Auth

@Suite struct AllowedHostsTests {
    private func hosts(_ patterns: [String] = []) throws -> AllowedHosts {
        AllowedHosts(
            try patterns.map { try #require(DomainPattern($0)) },
            writtenByOperator: [try #require(HTTPURL("http://10.0.0.1:8080/realm"))]
        )
    }
    private func rule(
        _ url: String,
        _ origin: HTTPClientRequest.Origin,
        _ patterns: [String] = []
    ) throws -> HTTPClientRequest.Origin? {
        try hosts(patterns).rule(for: try #require(HTTPURL(url)), namedBy: origin)
    }

    @Test func `what the operator wrote is asked as it stands`() throws {
        #expect(try rule("http://10.0.0.1:8080/keys", .configuration) == .configuration)
        #expect(try rule("https://login.example.com/", .configuration) == .configuration)
    }

    @Test func `unless a list excludes it`() throws {
        #expect(try rule("http://10.0.0.1:8080/keys", .configuration, ["login.example.com"]) == nil)
        #expect(try rule("http://10.0.0.1:8080/keys", .document, ["login.example.com"]) == nil)
        #expect(try rule("http://10.0.0.1:8080/keys", .configuration, ["10.0.0.1"]) == .configuration)
    }

    @Test func `a document may name the operator's host again, exactly`() throws {
        #expect(try rule("http://10.0.0.1:8080/token", .document) == .configuration)
        #expect(try rule("http://10.0.0.1:8081/token", .document) == nil)
        #expect(try rule("https://10.0.0.1:8080/token", .document) == nil)
        #expect(try rule("http://10.0.0.1/token", .document) == nil)
    }

    @Test func `any other host of a document must be listed, and public`() throws {
        #expect(try rule("https://keys.example.com/", .document) == nil)
        #expect(try rule("https://keys.example.com/", .document, ["*.example.com"]) == .document)
        #expect(try rule("https://keys.example.com.evil/", .document, ["*.example.com"]) == nil)
        #expect(try rule("https://evil/?.example.com", .document, ["*.example.com"]) == nil)
    }

    @Test func `an address that is listed means itself, and no other spelling of it`() throws {
        #expect(try rule("http://127.0.0.1:9/", .document, ["127.0.0.1"]) == .configuration)
        #expect(try rule("http://127.1:9/", .document, ["127.0.0.1"]) == nil)
        #expect(try rule("http://localhost:9/", .document, ["localhost"]) == .document)
    }
}
