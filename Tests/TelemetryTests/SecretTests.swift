import Telemetry
import Testing

@Suite struct SecretTests {
    private struct Settings { let secret = Secret("hunter2") }

    @Test func `a secret shows in no description, dump or interpolation`() {
        let secret = Secret("hunter2")
        var dumped = ""
        dump(Settings(), to: &dumped)
        let shown = ["\(secret)", secret.debugDescription, String(reflecting: [secret]), "\(Settings())", dumped]
        for text in shown { #expect(!text.contains("hunter2")) }
        #expect(secret.revealed == "hunter2")
    }

    @Test func `secrets are equal when they hold the same`() {
        #expect(Secret("a") == Secret("a"))
        #expect(Secret("a") != Secret("b"))
    }
}
