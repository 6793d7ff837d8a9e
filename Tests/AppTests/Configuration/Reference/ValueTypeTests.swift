import Testing

@testable import App

@Suite struct ValueTypeTests {
    @Test(
        arguments: [
            (.boolean, "boolean"), (.integer(0, 9), "integer, 0 to 9"), (.number(0, 1.5), "number, 0 to 1.5"),
            (.size("0", "1GiB"), "size, 0 to 1GiB"), (.duration("1ms", "24h"), "duration, 1ms to 24h"),
            (.words(["a"]), "`\"a\"`"), (.words(["a", "b", "c"]), "`\"a\"`, `\"b\"` or `\"c\"`"),
            (.list(.url), "array of URLs"), (.either(.words(["all"]), .list(.string)), "`\"all\"` or array of strings"),
            (.names(.secret), "table of secrets"),
        ] as [(ValueType, String)]
    )
    func `people read what a key takes`(type: ValueType, text: String) {
        #expect(type.text == text)
    }

    @Test func `what holds secrets is secret`() {
        #expect(ValueType.secret.isSecret && ValueType.list(.secret).isSecret && ValueType.names(.secret).isSecret)
        #expect(!ValueType.string.isSecret && !ValueType.list(.url).isSecret)
    }

    @Test func `what is behind a measure is told, and nothing else needs it`() {
        #expect(ValueType.size("0", "1").hint?.hasPrefix("a number of bytes") == true)
        #expect(ValueType.duration("0s", "1s").hint?.hasPrefix("a number of seconds") == true)
        #expect(ValueType.integer(0, 1).hint == nil)
    }
}
