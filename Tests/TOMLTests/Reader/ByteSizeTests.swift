import TOML
import Testing

@Suite struct ByteSizeTests {
    @Test(
        arguments: [
            ("0", 0), ("64KB", 64_000), ("64kB", 64_000), ("4MiB", 4 << 20), ("4 mib", 4 << 20), ("1GiB", 1 << 30),
            ("7B", 7),
        ]
    )
    func `a size is read`(text: String, bytes: Int) { #expect(ByteSize(tomlText: text)?.bytes == bytes) }

    @Test(arguments: ["", "MiB", "4M", "-1", "1.5MiB", "9223372036854775807KB", "\u{661}B"])
    func `what is no size is refused`(text: String) { #expect(ByteSize(tomlText: text) == nil) }

    @Test(arguments: [(1024, "1KiB"), (16 << 20, "16MiB"), (1000, "1000"), (0, "0")])
    func `it is written in its largest whole unit`(bytes: Int, text: String) {
        #expect(ByteSize(bytes).tomlText == text)
    }
}
