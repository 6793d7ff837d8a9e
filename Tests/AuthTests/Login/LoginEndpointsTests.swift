import HTTP
import JSON
import Testing

@testable import Auth

@Suite struct LoginEndpointsTests {
    private let metadata: JSONObject = [
        "issuer": "https://a.example", "authorization_endpoint": "https://a.example/authorize",
        "token_endpoint": "https://a.example/token",
    ]

    @Test func `the metadata says where to go`() throws {
        let endpoints = try #require(LoginEndpoints(metadata))
        #expect(endpoints.issuer == "https://a.example" && endpoints.origin == .document)
        #expect(!endpoints.secretInBody && !endpoints.sendsIssuer)
        #expect(endpoints.authorizationURL(FormFields([("a", "b c")])) == "https://a.example/authorize?a=b%20c")
    }

    @Test(arguments: ["issuer", "authorization_endpoint", "token_endpoint"])
    func `metadata that lacks something is of no use`(key: String) {
        var metadata = metadata
        metadata[key] = nil
        #expect(LoginEndpoints(metadata) == nil)
        metadata[key] = 7
        #expect(LoginEndpoints(metadata) == nil)
    }

    @Test(arguments: ["javascript:alert(1)", "file:///etc/passwd", "https://a@b.example/", "//a.example", ""])
    func `nobody is sent to what is no web address`(text: String) {
        var metadata = metadata
        metadata["authorization_endpoint"] = .string(text)
        #expect(LoginEndpoints(metadata) == nil)
    }

    @Test(arguments: ["authorization_endpoint", "token_endpoint"])
    func `codes and secrets go nowhere without TLS where the issuer has it`(key: String) {
        var metadata = metadata
        metadata[key] = "http://a.example/x"
        #expect(LoginEndpoints(metadata) == nil)
        metadata["issuer"] = "http://a.example"
        #expect(LoginEndpoints(metadata) != nil)
    }

    @Test(arguments: [
        (["client_secret_basic", "client_secret_post"], false), (["client_secret_post"], true),
    ])
    func `the secret goes where the provider takes it`(methods: [String], inBody: Bool) {
        var metadata = metadata
        metadata["token_endpoint_auth_methods_supported"] = .array(methods.map(JSONValue.string))
        #expect(LoginEndpoints(metadata)?.secretInBody == inBody)
    }

    @Test func `what the endpoint brings along is kept`() {
        var metadata = metadata
        metadata["authorization_endpoint"] = "https://a.example/authorize?p=1#f"
        let url = LoginEndpoints(metadata)?.authorizationURL(FormFields([("a", "b")]))
        #expect(url == "https://a.example/authorize?p=1&a=b")
    }
}
