import HTTP
import MCP

/// A document of another server, fetched whenever it is read.
public struct WebResource: Resource {
    public let uri: String
    public let name: String
    public var title: String?
    public var description: String?
    public let mimeType: String
    private let request: HTTPClientRequest
    private let client: any HTTPClient

    /// The document at `url`; its type follows from the ending there. The URI is the URL, unless another is given.
    ///
    /// - Parameter limit: bytes at most.
    public init(_ url: HTTPURL, uri: String? = nil, name: String, by client: any HTTPClient, limit: Int = 4 << 20) {
        self.uri = uri ?? url.text
        self.name = name
        self.client = client
        mimeType = MIMEType.of(url.text)
        var request = HTTPClientRequest(.get, url, namedBy: .configuration)
        request.limit = limit
        self.request = request
    }

    /// - Throws: `NotFound` where the other server has no such document. Of what else went wrong, the client hears
    ///   nothing.
    public func read(_: [String: String], in context: RequestContext) async throws -> ResourceContent {
        let answer = try await client.send(request)
        switch answer.status.code {
        case 200: return .file(answer.body, named: request.url.text)
        case 404, 410: throw NotFound()
        default: throw ToolError("The document is not to be had just now.")
        }
    }
}
