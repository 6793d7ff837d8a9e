import Testing

@testable import Platform

@Suite struct LoadedIdentityTests {
    private let files: TestCertificates

    init() throws { files = try TestCertificates() }

    @Test func `a good certificate has no warning`() throws {
        #expect(try LoadedIdentity(files.make("one"), host: nil).warning == nil)
    }

    @Test func `one that has expired is shown all the same, with a warning`() throws {
        let identity = files.make("one")
        files.expire(identity)
        let warning = try #require(try LoadedIdentity(identity, host: 3).warning)
        #expect(warning.isWarning && warning.place == .certificate(host: 3))
        #expect(warning.description == "\(identity.certificate): the certificate has expired: clients will refuse it")
    }

    @Test func `what cannot be read is the fault of its own file`() throws {
        let identity = files.make("one")
        #expect(throws: TLSProblem(.certificate(host: 1), "/no.crt: there is no such file")) {
            try LoadedIdentity(.init(certificate: "/no.crt", key: identity.key), host: 1)
        }
        #expect(throws: TLSProblem(.key(host: nil), "/no.key: there is no such file")) {
            try LoadedIdentity(.init(certificate: identity.certificate, key: "/no.key"), host: nil)
        }
    }
}
