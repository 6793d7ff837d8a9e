import HTTP
import Testing

@testable import Auth

@Suite struct LoginCookieTests {
    private func cookie(_ uri: String) throws -> LoginCookie { LoginCookie(for: try #require(HTTPURL(uri))) }

    @Test func `it is for one path, and over TLS only where there is TLS`() throws {
        #expect(
            try cookie("https://a.example/p/callback").kept("x", for: 9)
                == "__Secure-mcp-login=x; Path=/p/callback; HttpOnly; SameSite=Lax; Secure; Max-Age=9"
        )
        #expect(
            try cookie("http://127.0.0.1:8080/callback").forgotten
                == "mcp-login=; Path=/callback; HttpOnly; SameSite=Lax; Max-Age=0"
        )
        #expect(try cookie("https://a.example").forgotten.contains("Path=/;"))
    }

    @Test(arguments: [
        ("mcp-login=x", "x"), ("a=b; mcp-login=x; c=d", "x"), ("a=b;mcp-login=x", "x"), ("mcp-login=x=y", "x=y"),
        ("xmcp-login=x", nil), ("mcp-login", nil), ("mcp-login=x; mcp-login=y", nil), ("MCP-LOGIN=x", nil), ("", nil),
    ])
    func `it is found among others, if there is one only`(header: String, text: String?) throws {
        let request = HTTPRequest(.get, "/callback", fields: ["Cookie": header])
        #expect(try cookie("http://127.0.0.1/callback").text(in: request) == text)
    }

    @Test func `a plain one does not stand in for a secure one`() throws {
        let request = HTTPRequest(.get, "/callback", fields: ["Cookie": "mcp-login=x"])
        #expect(try cookie("https://a.example/callback").text(in: request) == nil)
    }
}
