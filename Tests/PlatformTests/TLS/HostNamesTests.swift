import Testing

@testable import Platform

@Suite struct HostNamesTests {
    private func host(_ names: String...) -> TLSSettings.Host {
        TLSSettings.Host(names.compactMap { TLSSettings.HostName($0) }, .init(certificate: "", key: ""))
    }

    @Test(
        arguments: [
            ("a.example", 0), ("A.Example.", 0), ("b.example", 1), ("x.b.example", 1), ("y.x.b.example", nil),
            ("own.b.example", 2), (".b.example", nil), ("", nil), ("c.example", nil),
        ] as [(String, Int?)]
    )
    func `a whole name goes before a wildcard of one label`(name: String, index: Int?) {
        let names = HostNames([host("a.example"), host("B.example", "*.b.example"), host("own.b.example", "a.example")])
        #expect(names.index(of: name) == index)
    }

    @Test func `without hosts nobody is found`() {
        #expect(HostNames([]).index(of: "a.example") == nil)
    }
}
