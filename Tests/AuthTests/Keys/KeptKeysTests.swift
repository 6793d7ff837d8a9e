import Telemetry
import Testing

@testable import Auth

@Suite struct KeptKeysTests {
    private let name = KeptKeys.Name(issuer: TestIssuer.name, place: nil, interval: .seconds(300))

    private func make() -> KeySet {
        let source = KeySource(issuer: TestIssuer.name, place: nil, client: TestIssuer())
        return KeySet(source, time: .standing(), log: .silent)
    }

    @Test func `keys of an issuer that is trusted as before go on`() {
        let (first, second) = (KeptKeys(), KeptKeys())
        let keys = first.set(name, after: nil, make: make)
        let again = second.set(name, after: first) {
            Issue.record("they were made anew")
            return make()
        }
        #expect(again === keys)
    }

    @Test(
        arguments: [
            .init(issuer: "https://other.example", place: nil, interval: .seconds(300)),
            .init(issuer: TestIssuer.name, place: TestIssuer.keys, interval: .seconds(300)),
            .init(issuer: TestIssuer.name, place: nil, interval: .seconds(60)),
        ] as [KeptKeys.Name]
    )
    func `other terms are other keys`(other: KeptKeys.Name) {
        let first = KeptKeys()
        let keys = first.set(name, after: nil, make: make)
        #expect(KeptKeys().set(other, after: first, make: make) !== keys)
    }

    @Test func `keys that nobody asked for meanwhile are gone`() {
        let (first, second) = (KeptKeys(), KeptKeys())
        let keys = first.set(name, after: nil, make: make)
        #expect(KeptKeys().set(name, after: second, make: make) !== keys)
    }
}
