@testable import CEL
import Testing

@Suite struct NetworkLibraryTests {
    @Test(arguments: [
        ("cidr('10.0.0.0/8').containsIP(a)", true), ("cidr('fd00::/8').containsIP(a)", false),
        ("ip(a).isLoopback()", false),
        ("isIP(a) && !isIP('a')", true), ("isCIDR('10.0.0.0/8') && !isCIDR(a)", true), ("ip.isCanonical(a)", true),
        ("cidr('10.1.0.0/16').ip() == ip('10.1.0.0')", true), ("cidr('10.0.0.0/8').containsCIDR('10.1.0.0/16')", true),
    ])
    func `addresses are looked at`(source: String, value: Bool) throws {
        #expect(try evaluate(source, ["a": .string("10.1.2.3")]) == .bool(value))
    }

    @Test func `what is no address is an error`() {
        let failure = CELFailure.invalidArgument("IP Address 'x' parse error during conversion from string")
        #expect(CELTests.failure(of: "cidr('10.0.0.0/8').containsIP(a)", ["a": .string("x")]) == failure)
        #expect(
            CELTests.failure(of: "ip(a)", ["a": .string("fe80::1%1")])
                == .invalidArgument("IP Address with zone value is not allowed")
        )
    }
}
