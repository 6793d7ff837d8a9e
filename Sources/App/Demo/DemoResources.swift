import JSON
import MCP

/// Says how this server is set up, as far as everybody may know.
struct ConfigResource: Resource {
    let uri = "config://app"
    let name = "config"
    let description: String? = "Name and version of this server."
    let mimeType = "application/json"
    let settings: MCPSettings

    func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        let json: JSONValue = ["name": .string(settings.name), "version": .string(settings.version)]
        return .text(json.text)
    }
}

/// Says the last part of its URI.
struct EchoResource: Resource {
    let uri = "echo://{msg}"
    let name = "echo"
    let description: String? = "The text in the URI."
    let mimeType = "text/plain"

    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
        .text("Resource echo: \(variables["msg"] ?? "")")
    }
}

/// A user of a small table.
struct UserResource: Resource {
    let uri = "db://users/{id}"
    let name = "user"
    let description: String? = "A user by number."
    let mimeType = "application/json"
    private static let names = ["1": "Ada", "2": "Grace", "3": "Edsger"]

    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
        guard let id = variables["id"], let name = Self.names[id] else { throw NotFound() }
        let json: JSONValue = ["id": .string(id), "name": .string(name)]
        return .text(json.text)
    }

    func completions(
        of variable: String,
        from text: String,
        with others: [String: String],
        in context: RequestContext
    ) async throws -> [String] { Self.names.keys.sorted().filter { $0.hasPrefix(text) } }
}
