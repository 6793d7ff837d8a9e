internal import HTTP

/// What people see whose login did not come about; programs get the same as JSON.
struct FailurePage: Sendable {
    let server: String
    let status: HTTPStatus
    /// What the browser may know, in words.
    let reason: String

    /// - Parameter json: the answer for whoever asks for no page.
    func response(to request: HTTPRequest, orElse json: HTTPResponse) -> HTTPResponse {
        let types = request.fields[.accept]?.split(separator: ",") ?? []
        guard types.contains(where: { $0.drop { $0 == " " }.hasPrefix("text/html") }) else { return json }
        let content = """
            <p>\(reason.escaped)</p>
            <p class="way"><a href="login">Try again</a></p>
            """
        return BrowserPage(server: server, title: "You are not logged in", content: content).response(status)
    }
}
