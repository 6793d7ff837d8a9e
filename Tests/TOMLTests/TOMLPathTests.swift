import TOML
import Testing

@Suite struct TOMLPathTests {
    @Test(arguments: [
        ("server.port", "server.port"), ("upstreams[2].url", "upstreams.url"), ("a[0][12].b[3]", "a.b"), ("", ""),
        ("ring[0]", "ring"), ("tokens[].name", "tokens.name"),
    ])
    func `a key is the path without numbers of elements`(path: String, key: String) {
        #expect(TOMLPath.key(of: path) == key)
    }
}
