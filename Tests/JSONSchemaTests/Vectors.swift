import FoundationEssentials
import JSON
import JSONSchema
import Testing

/// The cases of JSON-Schema-Test-Suite, in the folder that `MCP_FORGE_VECTORS` names.
enum Vectors {
    private static let folder = ProcessInfo.processInfo.environment["MCP_FORGE_VECTORS"].map { $0 + "/json-schema" }
    static let absence: Comment = "MCP_FORGE_VECTORS names no folder with json-schema"
    static var arePresent: Bool { !groups(in: "type").isEmpty }

    /// A schema with the values it is tried on.
    struct Group: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: JSONValue
        let tests: [JSONValue]
        var testDescription: String { name }
    }

    /// The groups of the files right in the folder of the draft: those that every implementation has to pass.
    static var required: [Group] { files(in: "").flatMap(groups) }

    /// The names of the files in a folder of the draft, without their endings.
    static func files(in subfolder: String) -> [String] {
        let prefix = subfolder.isEmpty ? "" : subfolder + "/"
        return names(in: draft + prefix).filter { $0.hasSuffix(".json") }.map { prefix + $0.dropLast(5) }
    }

    static func groups(in file: String) -> [Group] {
        (json("\(draft)\(file).json")?.array ?? []).compactMap { group in
            guard let name = group["description"]?.string, let schema = group["schema"],
                let tests = group["tests"]?.array
            else { return nil }
            return Group(name: "\(file): \(name)", schema: schema, tests: tests)
        }
    }

    /// The documents that the suite supposes on a server, by their URIs.
    static let remotes: [String: JSONValue] = {
        let root = "/remotes/draft2020-12"
        let folders = [root] + names(in: root).filter { !$0.hasSuffix(".json") }.map { "\(root)/\($0)" }
        let paths = folders.flatMap { folder in names(in: folder).map { "\(folder)/\($0)" } }
        return paths.reduce(into: [:]) { remotes, path in
            remotes["http://localhost:1234" + path.dropFirst("/remotes".count)] = json(path)
        }
    }()

    struct Revision: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let schema: JSONValue
    }

    /// The schemas of the revisions of MCP.
    static var revisions: [Revision] {
        names(in: "/../mcp-schema").filter { $0.hasSuffix(".json") }.compactMap { name in
            json("/../mcp-schema/" + name).map { Revision(testDescription: name, schema: $0) }
        }
    }

    private static let draft = "/tests/draft2020-12/"

    private static func names(in path: String) -> [String] {
        guard let folder else { return [] }
        return (try? FileManager.default.contentsOfDirectory(atPath: folder + path))?.sorted() ?? []
    }

    private static func json(_ path: String) -> JSONValue? {
        guard let folder, let data = FileManager.default.contents(atPath: folder + path) else { return nil }
        return try? JSONValue(parsing: [UInt8](data))
    }
}
