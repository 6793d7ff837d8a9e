import MCP

/// Says what this server is.
struct About: Resource {
    let uri = "about://server"
    let name = "about"
    let title: String? = "About this server"
    let description: String? = "What this server is, and where to begin."
    let mimeType = "text/plain"

    func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        .text("An MCP server made from the mcp-forge template. Call hello_world to see that it works.")
    }
}
