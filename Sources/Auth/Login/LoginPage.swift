internal import HTTP

/// What people see who have logged in. It runs no scripts, loads nothing, and stands in no other page.
struct LoginPage: Sendable {
    /// The server's.
    let server: String
    /// Who logged in.
    let person: String
    let issuer: String
    /// Shown when it is there.
    let token: String?

    var response: HTTPResponse {
        let nonce = Base64URL.text(SecureRandom.bytes(16))
        var response = HTTPResponse(.ok, body: .bytes(Array(html(nonce).utf8)))
        response.fields[.contentType] = "text/html; charset=utf-8"
        response.protect(allowing: "style-src 'nonce-\(nonce)'; ")
        return response
    }

    private func html(_ nonce: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Logged in – \(server.escaped)</title>
        <style nonce="\(nonce)">\(Self.style)</style>
        </head>
        <body>
        <main>
        <p class="server">\(server.escaped)</p>
        <h1>You are logged in</h1>
        <dl>
        <dt>As</dt><dd>\(person.escaped)</dd>
        <dt>By</dt><dd>\(issuer.escaped)</dd>
        </dl>
        \(rest)
        </main>
        </body>
        </html>

        """
    }

    private var rest: String {
        guard let token else { return "<p>You can close this page and go back to your application.</p>" }
        return """
            <label for="token">Your access token. Whoever has it can act as you until it expires.</label>
            <textarea id="token" rows="6" readonly spellcheck="false" autocomplete="off">\(token.escaped)</textarea>
            """
    }

    private static let style = """
        :root{font:1rem/1.5 system-ui,sans-serif}
        body{margin:0;min-height:100vh;display:grid;place-items:center;background:#f4f4f2;color:#1c1c1a}
        main{box-sizing:border-box;width:min(32rem,100% - 2rem);padding:2rem;background:#fff;border-radius:.75rem;\
        border:1px solid #deded8}
        h1{margin:0 0 1.25rem;font-size:1.5rem;line-height:1.2}
        .server{margin:0 0 .25rem;color:#66665e}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.25rem}
        dt{color:#66665e}dd{margin:0;overflow-wrap:anywhere}p{margin:0}
        textarea{box-sizing:border-box;width:100%;margin-top:.5rem;padding:.75rem;font:.8125rem/1.4 ui-monospace,monospace;\
        border:1px solid #b9b9b0;border-radius:.5rem;background:#fafaf8;color:inherit;resize:vertical}
        @media (prefers-color-scheme:dark){body{background:#161615;color:#ececea}main{background:#20201e;\
        border-color:#3a3a37}.server,dt{color:#a5a59d}textarea{background:#181817;border-color:#55554f}}
        """
}

extension HTTPResponse {
    /// Keeps the answer out of caches, frames and other pages' sight; nothing in it runs or loads but what is allowed.
    mutating func protect(allowing sources: String = "") {
        fields[.cacheControl] = "no-store"
        fields["Content-Security-Policy"] =
            "default-src 'none'; \(sources)base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        fields["X-Content-Type-Options"] = "nosniff"
        fields["Referrer-Policy"] = "no-referrer"
    }
}

extension String {
    /// The same as text of an HTML page, in elements and in quoted attributes.
    fileprivate var escaped: String {
        reduce(into: "") { text, character in
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.append(character)
            }
        }
    }
}
