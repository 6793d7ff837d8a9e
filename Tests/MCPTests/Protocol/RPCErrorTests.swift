import JSON
import Testing

@testable import MCP

@Suite struct RPCErrorTests {
    @Test func `codes of our own lie outside what the specification keeps`() {
        let codes = [RPCError.forbidden([]), .cancelled, .busy, .late].map(\.code)
        #expect(codes.allSatisfy { !(-32768 ... -32000).contains($0) })
    }

    @Test func `a missing resource has the code of the revision`() {
        #expect(RPCError.resourceNotFound("a:b", in: .v2025_11_25).code == -32002)
        #expect(RPCError.resourceNotFound("a:b", in: .v2026_07_28).code == -32602)
        #expect(RPCError.resourceNotFound("a:b", in: .v2026_07_28).data == ["uri": "a:b"])
    }

    @Test func `an unsupported version is answered with the supported one`() {
        #expect(RPCError.unsupportedVersion("1900-01-01").data?["supported"] == ["2026-07-28"])
        #expect(RPCError.unsupportedVersion("1900-01-01").data?["requested"] == "1900-01-01")
    }

    @Test func `missing capabilities are an object`() {
        #expect(RPCError.missingCapability(["sampling": [:]]).data == ["requiredCapabilities": ["sampling": [:]]])
    }

    @Test func `what a client sent is repeated in part only`() {
        #expect(RPCError.methodNotFound(String(repeating: "x", count: 100_000)).message.utf8.count < 120)
    }

    @Test func `scopes are named in order`() {
        #expect((["tool:user"] as Set).refusal == "Insufficient permissions: tool:user scope required")
        #expect((["b", "a"] as Set).refusal == "Insufficient permissions: a b scopes required")
    }
}
