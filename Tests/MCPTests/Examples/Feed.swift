import MCP

struct Feed: Tool {
    let name = "add_headline"
    let description = "Add a headline to the feed."
    let live: LiveCatalog

    struct Arguments: CallArguments {
        @Argument("What is new") var headline: String
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        // … keep it, and then:
        live.changes.publish(.resource(uri: "feed://headlines"))
        return "added"
    }
}
