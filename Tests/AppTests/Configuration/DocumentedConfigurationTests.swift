import Platform
import Testing

@testable import App

/// The examples of pages that show TOML are right as they stand.
@Suite struct DocumentedConfigurationTests {
    private static let top = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(
        separator: "/"
    )

    @Test(arguments: ["access-log", "limits", "network"])
    func `every example is a configuration without mistakes`(page: String) throws {
        let bytes = try FileSystem.read("\(Self.top)/docs/\(page).md", limit: 1 << 20)
        let blocks = String(decoding: bytes, as: UTF8.self).split(separator: "```toml\n").dropFirst()
        #expect(!blocks.isEmpty)
        for block in blocks {
            let example = String(block.prefix(upTo: block.firstRange(of: "```")?.lowerBound ?? block.endIndex))
            #expect(ConfigurationText(example).problems.isEmpty, "\(example)")
        }
    }

    @Test func `limits and logs in the examples are the defaults that they speak of`() throws {
        let bytes = try FileSystem.read("\(Self.top)/docs/limits.md", limit: 1 << 20)
        let text = String(decoding: bytes, as: UTF8.self)
        for word in ["requests_per_minute = 100", "burst = 20", "failures = 10", "calls = 5"] {
            #expect(text.contains(word))
        }
    }
}
