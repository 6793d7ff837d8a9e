import Platform
import Testing

@testable import App

@Suite struct ConverterTests {
    private let folder = "/tmp/mcp-forge-convert-\(UInt64.random(in: .min ... .max))"

    @Test func `a file is made, and made again only by force`() throws {
        try FileSystem.create(Array(GoEdition.stdio.utf8), at: folder + ".yaml", replacing: false)
        let target = folder + ".toml"
        #expect(Converter(output: target).convert(folder + ".yaml") == .success)
        let text = String(decoding: try FileSystem.read(target, limit: 1 << 20), as: UTF8.self)
        #expect(ConfigurationText(text).configuration.transport == .stdio)
        #expect(Converter(output: target).convert(folder + ".yaml") == .system)
        #expect(Converter(output: target, replaces: true).convert(folder + ".yaml") == .success)
    }

    @Test func `what cannot be read, or is no configuration in the end, is told`() throws {
        #expect(Converter(output: folder).convert("/no/such/file.yaml") == .configuration)
        try FileSystem.create(
            Array("server: {transport: {type: x}}".utf8),
            at: folder + "-wrong.yaml",
            replacing: false
        )
        #expect(Converter(output: folder + "-wrong.toml").convert(folder + "-wrong.yaml") == .configuration)
    }
}
