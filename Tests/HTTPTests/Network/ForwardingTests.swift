import Testing

@testable import HTTP

@Suite struct ForwardingTests {
    private func hops(_ forwarded: String) -> [ForwardedHop] { ForwardedHop.standard(["Forwarded": forwarded]) }

    @Test func `the lists of the old fields are read from the right`() {
        let fields: HTTPFields = [
            "X-Forwarded-For": "203.0.113.9, 10.0.0.2", "X-Forwarded-For": "10.0.0.3:4711",
            "X-Forwarded-Proto": "https", "X-Forwarded-Host": "a.example, b.example:8080",
        ]
        #expect(
            ForwardedHop.legacy(fields) == [
                ForwardedHop(address: IPAddress("10.0.0.3"), scheme: "https", host: "b.example:8080"),
                ForwardedHop(address: IPAddress("10.0.0.2"), scheme: "https", host: "a.example"),
                ForwardedHop(address: IPAddress("203.0.113.9"), scheme: "https", host: "a.example"),
            ]
        )
    }

    @Test func `elements of Forwarded are read from the right`() {
        let found = hops(#"for=192.0.2.43;proto=https, For="[2001:db8:cafe::17]:4711";host="a.example:1";by=_x"#)
        #expect(
            found == [
                ForwardedHop(address: IPAddress("2001:db8:cafe::17"), host: "a.example:1"),
                ForwardedHop(address: IPAddress("192.0.2.43"), scheme: "https"),
            ]
        )
    }

    @Test(arguments: ["for=unknown", "for=_hidden", #"for="_hid,den""#, #"for="10.0.0.1;proto=https""#])
    func `a party without an address is a hop without one`(text: String) {
        #expect(hops(text).first?.address == nil)
        #expect(hops(text).count == 1)
    }

    @Test(arguments: ["for", "for=1.2.3.4;for=1.2.3.4", #"for="1.2.3.4"#, #"for=1.2"3.4"#, #"for="a\"b""#])
    func `what is malformed ends the list`(text: String) {
        #expect(hops("for=192.0.2.1, \(text)").first == ForwardedHop())
    }

    @Test func `odd schemes and hosts are as if nobody had said them`() {
        let found = hops(#"for=192.0.2.1;proto=gopher;host="a/b""#)
        #expect(found == [ForwardedHop(address: IPAddress("192.0.2.1"))])
    }

    @Test func `long lists are not looked at whole`() {
        let many = Array(repeating: "for=192.0.2.1", count: 100).joined(separator: ",")
        #expect(hops(many).count == ForwardedHop.limit + 1)
        #expect(hops(String(repeating: ",", count: 5000) + "for=192.0.2.1").isEmpty)
        let old = Array(repeating: "192.0.2.1", count: 100).joined(separator: ",")
        #expect(ForwardedHop.legacy(["X-Forwarded-For": old]).count == ForwardedHop.limit)
    }
}
