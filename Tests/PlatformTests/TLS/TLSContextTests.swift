import Testing

@testable import Platform

@Suite struct TLSContextTests {
    private func problems(_ identity: TLSSettings.Identity, clients: String? = nil) -> [TLSProblem] {
        var settings = TLSSettings(identity)
        settings.clientAuthorities = clients
        return TLSContext.problems(of: settings)
    }

    @Test func `a certificate and its key are taken`() throws {
        let files = try TestCertificates()
        let identity = files.make("one")
        #expect(problems(identity, clients: identity.certificate).isEmpty)
    }

    @Test func `each file is blamed for its own fault`() throws {
        let files = try TestCertificates()
        let (one, other) = (files.make("one"), files.make("other"))
        let text = try files.write("text", "nothing")
        var problem = problems(.init(certificate: one.certificate, key: other.key))
        #expect(problem.map(\.place) == [.key(host: nil)])
        #expect(problem[0].description == "\(other.key): the key does not belong to \(one.certificate)")
        problem = problems(.init(certificate: text, key: one.key))
        #expect(problem.map(\.place) == [.certificate(host: nil)])
        problem = problems(.init(certificate: one.certificate, key: text))
        #expect(problem.map(\.place) == [.key(host: nil)])
        problem = problems(one, clients: "/nowhere")
        #expect(problem == [TLSProblem(.clientAuthorities, "/nowhere: there is no such file")])
        var settings = TLSSettings(one)
        settings.hosts = [.init([], other), .init([], .init(certificate: other.certificate, key: text))]
        #expect(TLSContext.problems(of: settings).map(\.place) == [.key(host: 1)])
    }

    @Test func `a short key is an error`() throws {
        let files = try TestCertificates()
        let short = problems(files.make("short", key: "rsa:1024"))
        #expect(short.map(\.isWarning) == [false])
        #expect(short.map(\.place) == [.certificate(host: nil)])
    }
}
