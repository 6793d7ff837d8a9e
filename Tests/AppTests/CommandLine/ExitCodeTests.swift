import Testing

@testable import App

@Suite struct ExitCodeTests {
    /// Service managers are told these numbers (packaging/systemd, docs).
    @Test func `the numbers are those of sysexits`() {
        let codes: [ExitCode] = [.success, .unhealthy, .usage, .stuck, .system, .configuration]
        #expect(codes.map(\.rawValue) == [0, 1, 64, 70, 71, 78])
    }
}
