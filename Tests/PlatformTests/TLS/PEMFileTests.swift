import Testing

@testable import Platform

@Suite struct PEMFileTests {
    @Test func `text without a certificate holds none, and a broken one spoils the file`() throws {
        let files = try TestCertificates()
        let identity = files.make("one")
        let good = String(decoding: try FileSystem.read(identity.certificate, limit: 1 << 20), as: UTF8.self)
        let place = TLSProblem.Place.clientAuthorities
        for text in ["", "nothing", good + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
            let path = try files.write("text", text)
            #expect(throws: TLSProblem.self) { try PEMFile(path, at: place).certificates(at: place) }
        }
        let path = try files.write("two", "words before\n" + good + good)
        _ = try PEMFile(path, at: place).certificates(at: place)
    }

    @Test func `an encrypted key is refused, and nobody is asked for a password`() throws {
        let files = try TestCertificates()
        let identity = files.make("one")
        #expect(shell("openssl pkcs8 -topk8 -in \(identity.key) -passout pass:x -out \(files.folder)/locked") == 0)
        let place = TLSProblem.Place.key(host: 2)
        let path = "\(files.folder)/locked"
        #expect(
            throws: TLSProblem(place, "\(path): the key is encrypted, and nobody is there to type its password")
        ) { try PEMFile(path, at: place).key(at: place) }
    }

    @Test func `a file that is no file is refused`() {
        #expect(throws: TLSProblem.self) { try PEMFile("/", at: .clientAuthorities) }
    }
}
