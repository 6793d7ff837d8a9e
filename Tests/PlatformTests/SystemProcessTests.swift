import Testing

@testable import Platform

@Suite struct SystemProcessTests {
    @Test func `the process may open as many descriptors as the system allows`() throws {
        let limit = try #require(SystemProcess.prepare())
        #expect(limit >= 256)
        #expect(SystemProcess.prepare() == limit)
    }

    @Test func `a thread waits until something is so, and not for ever`() {
        var looks = 0
        SystemProcess.wait(atMost: .seconds(60)) {
            looks += 1
            return looks == 3
        }
        #expect(looks == 3)
        SystemProcess.wait(atMost: .milliseconds(1)) { false }
    }

    @Test func `variables of the environment are read`() {
        #expect(SystemProcess.environment("PATH")?.isEmpty == false)
        #expect(SystemProcess.environment("NO_SUCH_VARIABLE_HERE") == nil)
        #expect(SystemProcess.environmentNames.contains("PATH"))
        #expect(!SystemProcess.environmentNames.contains { $0.isEmpty || $0.utf8.contains(UInt8(ascii: "=")) })
    }
}
