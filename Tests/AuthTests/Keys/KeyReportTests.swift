import HTTP
import JSON
import Telemetry
import Testing

@testable import Auth

@Suite struct KeyReportTests {
    @Test func `keys have an age once they are there, and failures do not make them younger`() async throws {
        let (issuer, clock) = (TestIssuer(), TestClock())
        let source = KeySource(issuer: TestIssuer.name, place: HTTPURL(TestIssuer.keys), client: issuer)
        let set = KeySet(source, time: .standing(at: { 0 }, clock), log: .silent)
        #expect(set.report == KeyReport(issuer: TestIssuer.name, age: nil, failures: 0))
        _ = try await set.key(for: try JWS(TestKey("k1", seed: 1).token([:])))
        clock.advance(.seconds(7))
        #expect(set.report == KeyReport(issuer: TestIssuer.name, age: .seconds(7), failures: 0))
    }
}
