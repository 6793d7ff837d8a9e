import JSON
import MCP

/// What can be read: text, bytes, a template, and something to watch.
enum Resources {
    static let all: [any Resource] = [StaticText(), StaticBinary(), Watched(), Template()]

    struct StaticText: Resource {
        let uri = "test://static-text"
        let name = "Static text"
        let description: String? = "Text that never changes."
        let mimeType = "text/plain"
        let cache: CacheHint? = CacheHint(.seconds(3600), isPublic: true)

        func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
            .text("This is the content of the static text resource.")
        }
    }

    struct StaticBinary: Resource {
        let uri = "test://static-binary"
        let name = "Static binary"
        let description: String? = "A picture that never changes."
        let mimeType = "image/png"
        let size: Int? = Samples.redPixelBytes.count

        func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
            .bytes(Samples.redPixelBytes)
        }
    }

    struct Watched: Resource {
        let uri = "test://watched-resource"
        let name = "Watched"
        let description: String? = "Something to subscribe to."
        let mimeType = "text/plain"
        let cache: CacheHint? = .never

        func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
            .text("This is the content of the watched resource.")
        }
    }

    struct Template: Resource {
        let uri = "test://template/{id}/data"
        let name = "Template"
        let description: String? = "Data for any id."
        let mimeType = "application/json"

        func read(_ variables: [String: String], in context: RequestContext) async throws -> ResourceContent {
            guard let id = variables["id"] else { throw NotFound() }
            let data: JSONValue = [
                "id": .string(id), "templateTest": true, "data": .string("Data for ID: \(id)"),
            ]
            return .text(data.text)
        }
    }
}
