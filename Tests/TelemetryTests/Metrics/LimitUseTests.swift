import Telemetry
import Testing

@Suite struct LimitUseTests {
    @Test func `a limit of which nothing is used is another than one where nothing adds up`() {
        #expect(LimitUse("a", 7).use == nil)
        #expect(LimitUse("a", 7) != LimitUse("a", 7, use: 0))
        #expect(LimitUse("a", 7, use: 3) == LimitUse("a", 7, use: 3))
    }
}
