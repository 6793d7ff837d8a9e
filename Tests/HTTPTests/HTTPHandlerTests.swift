import HTTP
import Testing

@Suite struct HTTPHandlerTests {
    private struct Adding: HTTPMiddleware {
        let text: String
        func respond(to request: HTTPRequest, next: any HTTPHandler) async -> HTTPResponse {
            var response = await next.respond(to: request)
            response.fields.append(.vary, text)
            return response
        }
    }
    private struct Empty: HTTPHandler {
        func respond(to request: HTTPRequest) async -> HTTPResponse { HTTPResponse(.ok) }
    }

    @Test func `the first middleware is the outermost and nil is left out`() async {
        let handler = Empty().wrapped(in: [Adding(text: "outer"), nil, Adding(text: "inner")])
        let response = await handler.respond(to: HTTPRequest(.get, "/"))
        #expect(response.fields[all: .vary] == ["inner", "outer"])
    }
}
