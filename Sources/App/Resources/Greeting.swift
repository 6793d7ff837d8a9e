import MCP

/// A greeting for everyone who has a name: a template, because of the variable in its URI.
struct Greeting: Resource {
    let uri = "greeting://{name}"
    let name = "greeting"
    let title: String? = "Greeting"
    let description: String? = "A greeting for the person named in the URI."
    let mimeType = "text/plain"

    func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
        guard let name = variables["name"] else { throw NotFound() }
        return .text("Hello, \(name)! 👋")
    }
}
