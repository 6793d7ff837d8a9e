import Testing

@testable import Platform

@Suite struct ControlGroupTests {
    @Test func `a limit is a number of bytes, or there is none`() {
        if let limit = ControlGroup.memoryLimit { #expect(limit > 1 << 20) }
    }
}
