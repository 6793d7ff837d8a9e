import HTTP
import JSON
import MCP

/// Shows the caller the claims of their own token, as far as the configuration exposes them.
struct WhoAmI: QuickTool {
    let name = "whoami"
    let description = "Show who is calling, as the access token says."
    let requiredScopes: Set = ["tool:admin"]

    func answer(_: NoArguments, in context: RequestContext) -> ToolResult {
        guard let identity = context.caller.identity else {
            return ToolResult([.text("No JWT available (running in stdio mode or invalid token)")])
        }
        return JSONValue.object(identity.claims).result
    }
}
