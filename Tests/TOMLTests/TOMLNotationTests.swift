import Testing

@testable import TOML

@Suite struct TOMLNotationTests {
    @Test func `each has its sign between a key and its value`() {
        #expect(TOMLNotation.toml.sign == UInt8(ascii: "="))
        #expect(TOMLNotation.yaml.sign == UInt8(ascii: ":"))
    }
}
