import Platform
import Testing

@testable import App

@Suite struct SocketFilePathTests {
    private func read(_ lines: String) -> ConfigurationText { ConfigurationText("[server.transport.http]\n\(lines)") }

    @Test(arguments: ["/run/http.sock", "/" + String(repeating: "x", count: 102)])
    func `a whole path is taken`(path: String) {
        let text = read("socket = '\(path)'")
        #expect(text.problems.isEmpty && text.configuration.server.socket?.path == path)
    }

    @Test(arguments: ["", "http.sock", "./http.sock", "/run/", "/", "@name", "/" + String(repeating: "x", count: 103)])
    func `what is none, or too long for the system, is refused`(path: String) {
        #expect(read("socket = '\(path)'").errors.first?.contains("must be a path") == true)
    }

    @Test(arguments: [("660", 0o660), ("0600", 0o600), ("0777", 0o777)] as [(String, UInt32)])
    func `the mode is as chmod has it`(text: String, mode: UInt32) {
        #expect(read("socket = '/a'\nsocket_mode = '\(text)'").configuration.server.socket?.mode == mode)
    }

    @Test(arguments: ["", "7", "888", "1777", "rw-", "00660", "+66", "-66"])
    func `another mode is refused`(text: String) {
        #expect(read("socket = '/a'\nsocket_mode = '\(text)'").errors.count == 1)
    }
}
