import FoundationEssentials
import Testing

/// The cases of toml-test, in the folder that `MCP_FORGE_VECTORS` names.
enum Vectors {
    static let folder = ProcessInfo.processInfo.environment["MCP_FORGE_VECTORS"].map { $0 + "/toml-test/" }
    static let absence: Comment = "MCP_FORGE_VECTORS names no folder with toml-test"

    static var arePresent: Bool { !names(under: "valid/").isEmpty }

    /// The names, without their endings, of the cases for TOML 1.1.0 whose path starts with `prefix`.
    static func names(under prefix: String) -> [String] {
        bytes("files-toml-1.1.0").split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
            .filter { $0.hasPrefix(prefix) && $0.hasSuffix(".toml") }
            .map { String($0.dropLast(5)) }
    }

    static func bytes(_ name: String) -> [UInt8] {
        guard let folder, let data = FileManager.default.contents(atPath: folder + name) else { return [] }
        return [UInt8](data)
    }
}
