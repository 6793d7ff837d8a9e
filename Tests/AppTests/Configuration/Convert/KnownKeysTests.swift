import Testing

@testable import App

@Suite struct KnownKeysTests {
    private let known = KnownKeys()

    @Test(arguments: [
        ["server"], ["server", "transport", "http", "port"], ["jwt_exposed_claims"],
        ["access", "tools", "x", "scopes"],
        ["server", "tls", "hosts", "names"], ["traces", "headers", "Authorization"],
        ["middleware", "jwt", "validation", "local", "allow_conditions", "expression"],
    ])
    func `what can be read is known`(path: [String]) { #expect(known.order(of: path) != nil, "\(path)") }

    @Test(arguments: [["sevrer"], ["server", "prot"], ["port"], ["access", "tools", "x", "y"], []])
    func `nothing else is`(path: [String]) { #expect(known.order(of: path) == nil, "\(path)") }

    @Test func `the order is that of the documentation`() throws {
        let paths = [
            ["jwt_exposed_claims"], ["server", "name"], ["server", "transport"], ["server", "limits"], ["mcp"], ["log"],
        ]
        let orders = try paths.map { try #require(known.order(of: $0)) }
        #expect(orders == orders.sorted())
    }
}
