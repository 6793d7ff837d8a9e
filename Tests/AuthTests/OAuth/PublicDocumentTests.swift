import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct PublicDocumentTests {
    private let document = PublicDocument { .json(["a": 1]) }

    private func answer(_ method: HTTPMethod, _ document: PublicDocument) async -> HTTPResponse {
        await document.respond(to: HTTPRequest(method, "/x", fields: [.origin: "https://page.example"]))
    }

    @Test(arguments: [HTTPMethod.get, .head])
    func `everybody may read it, and keep it for an hour`(method: HTTPMethod) async {
        let response = await answer(method, document)
        #expect(response.status == .ok)
        #expect(response.fields[.contentType] == "application/json")
        #expect(response.fields["Access-Control-Allow-Origin"] == "*")
        #expect(response.fields["Access-Control-Allow-Credentials"] == nil)
        #expect(response.fields[.cacheControl] == "public, max-age=3600")
    }

    @Test func `a preflight is answered`() async {
        let response = await answer(.options, document)
        #expect(response.status == .noContent)
        #expect(response.fields["Access-Control-Allow-Headers"] == "*, Authorization")
    }

    @Test func `nothing else is done with it`() async {
        let response = await answer(.post, document)
        #expect(response.status == .methodNotAllowed && response.fields[.allow] == "GET, HEAD, OPTIONS")
    }

    @Test func `a failure is not kept`() async {
        let failure = PublicDocument { .error(.badGateway) }
        #expect(await answer(.get, failure).fields[.cacheControl] == "no-store")
    }
}
