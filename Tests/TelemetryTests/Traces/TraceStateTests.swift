import Testing

@testable import Telemetry

@Suite struct TraceStateTests {
    @Test(
        arguments: [
            "a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE", "a=1, b=2 ,\tc=3", "tenant@vendor=x", "1a@b=x",
            "a=1,,b=2",
            "a-_*/=!~ x",
        ]
    )
    func `entries have a key and a value`(text: String) { #expect(TraceState.isValid(text)) }

    @Test(
        arguments: [
            "", ",", "a", "a=", "=1", "A=1", "1a=1", "a =1", "a=1,a=2", "a=b=c", "a@b@c=1", "@b=1", "a@=1", "a@1=1",
            "a=\u{7f}", "a=é", String(repeating: "x", count: 257) + "=1", "a=" + String(repeating: "x", count: 257),
            (0...32).map { "a\($0)=1" }.joined(separator: ","),
            (0...3).map { "a\($0)=" + String(repeating: "x", count: 200) }.joined(separator: ","),
        ]
    )
    func `anything else is dropped whole`(text: String) { #expect(!TraceState.isValid(text)) }

    @Test func `thirty-two entries are not too many`() {
        #expect(TraceState.isValid((1...32).map { "a\($0)=1" }.joined(separator: ",")))
    }
}
