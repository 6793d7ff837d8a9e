import TOML
import Telemetry
import Testing

@testable import App

@Suite struct KeysSectionTests {
    private let first = String(repeating: "a", count: 32)
    private let second = String(repeating: "b", count: 44)

    @Test func `keys come from variables, and nothing shows them`() {
        let text = ConfigurationText(
            "[server.keys]\nring = [\"${NEW_KEY}\", \"${OLD_KEY}\"]",
            variables: ["NEW_KEY": first, "OLD_KEY": second]
        )
        #expect(text.problems.isEmpty)
        #expect(text.configuration.keys.ring == [Secret(first), Secret(second)])
        #expect(!"\(text.configuration)".contains(first))
    }

    @Test func `a key comes from a file`() {
        let document = TOMLDocument("[server.keys]\nring = [\"${SERVER_KEY}\"]")
        let environment = TOMLEnvironment(["SERVER_KEY_FILE": "/run/secrets/key"]) { [first] path in
            path == "/run/secrets/key" ? .success(Array("\(first)\n".utf8)) : .failure(.init("no"))
        }
        let root = TOMLTable(document, environment: environment)
        #expect(Configuration(root).keys.ring == [Secret(first)])
        #expect(root.problems.isEmpty)
    }

    @Test func `a short key is refused without being shown`() {
        let problems = ConfigurationText("[server.keys]\nring = ['hunter2']").problems
        #expect(problems.map(\.message) == ["'server.keys.ring[0]' must have at least 32 bytes"])
        #expect(!problems.map { $0.rendered(file: "f") }.joined().contains("hunter2"))
    }
}
