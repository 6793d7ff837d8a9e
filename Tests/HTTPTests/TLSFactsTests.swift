import HTTP
import Testing

@Suite struct TLSFactsTests {
    @Test func `certificates are one when their names and fingerprints are`() {
        let one = ClientCertificate(subject: "CN=a", fingerprint: "ab")
        #expect(one == ClientCertificate(subject: "CN=a", fingerprint: "ab"))
        #expect(one != ClientCertificate(subject: "CN=b", fingerprint: "ab"))
        #expect(one != ClientCertificate(subject: "CN=a", fingerprint: "cd"))
        #expect(TLSFacts(version: "TLSv1.3", client: one).client?.subject == "CN=a")
    }
}
