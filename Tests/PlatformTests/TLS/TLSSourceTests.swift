import Testing

@testable import Platform

@Suite struct TLSSourceTests {
    @Test func `new files are noticed, and bad ones change nothing`() throws {
        let files = try TestCertificates()
        let identity = files.make("one")
        let source = try TLSSource(TLSSettings(identity))
        let first = source.context
        #expect(try !source.reloadIfChanged())
        _ = files.make("one")
        #expect(try source.reloadIfChanged())
        let second = source.context
        #expect(second !== first)
        _ = try files.write("one.key", "nothing")
        #expect(throws: TLSProblem.self) { try source.reloadIfChanged() }
        #expect(source.context === second)
        // Complained of once.
        #expect(try !source.reloadIfChanged())
        #expect(throws: TLSProblem.self) { try source.reload() }
        _ = files.make("one")
        #expect(try source.reloadIfChanged())
    }

    @Test func `other settings may come with a reload`() throws {
        let files = try TestCertificates()
        let source = try TLSSource(TLSSettings(files.make("one")))
        let other = TLSSettings(files.make("other"))
        try source.reload(other)
        _ = files.make("other")
        #expect(try source.reloadIfChanged())
    }
}
