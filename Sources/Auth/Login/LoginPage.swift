internal import HTTP

/// What people see who have logged in.
struct LoginPage: Sendable {
    /// The server's name.
    let server: String
    /// Who logged in.
    let person: String
    let issuer: String
    /// Shown when it is there.
    let token: String?

    var response: HTTPResponse { BrowserPage(server: server, title: "You are logged in", content: content).response() }

    private var content: String {
        """
        <dl>
        <dt>As</dt><dd>\(person.escaped)</dd>
        <dt>By</dt><dd>\(issuer.escaped)</dd>
        </dl>
        \(rest)
        """
    }

    private var rest: String {
        guard let token else { return "<p>You can close this page and go back to your application.</p>" }
        return """
            <label for="token">Your access token. Whoever has it can act as you until it expires.</label>
            <textarea id="token" rows="6" readonly spellcheck="false" autocomplete="off">\(token.escaped)</textarea>
            """
    }
}
