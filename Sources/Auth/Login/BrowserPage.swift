internal import HTTP

/// A page for people. It runs no scripts, loads nothing, and stands in no other page.
struct BrowserPage: Sendable {
    /// The server's name.
    let server: String
    let title: String
    /// HTML; whatever comes from outside is escaped in it already.
    let content: String

    func response(_ status: HTTPStatus = .ok) -> HTTPResponse {
        let nonce = Base64URL.text(SecureRandom.bytes(16))
        var response = HTTPResponse(status, body: .bytes(Array(html(nonce).utf8)))
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
        <title>\(title.escaped) – \(server.escaped)</title>
        <style nonce="\(nonce)">\(Self.style)</style>
        </head>
        <body>
        <main>
        <p class="server">\(server.escaped)</p>
        <h1>\(title.escaped)</h1>
        \(content)
        </main>
        </body>
        </html>

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
        dt{color:#66665e}dd{margin:0;overflow-wrap:anywhere}p{margin:0;overflow-wrap:anywhere}.way{margin-top:1.25rem}a{color:#9a4a1a}
        textarea{box-sizing:border-box;width:100%;margin-top:.5rem;padding:.75rem;font:.8125rem/1.4 ui-monospace,monospace;\
        border:1px solid #b9b9b0;border-radius:.5rem;background:#fafaf8;color:inherit;resize:vertical}
        @media (prefers-color-scheme:dark){body{background:#161615;color:#ececea}main{background:#20201e;\
        border-color:#3a3a37}.server,dt{color:#a5a59d}a{color:#e8a070}textarea{background:#181817;border-color:#55554f}}
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
    var escaped: String {
        // A browser sees code points: for Swift a quote and an accent behind it are one character, and no quote.
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
