import MCP
import Testing

@testable import App

@Suite struct DaemonTests {
    @Test(arguments: [
        (["version"], ExitCode.success), (["--help"], .success), (["http", "--bad"], .usage), (["bad"], .usage),
        (["check", "--config", "/no/such/file"], .configuration), (["http", "--host", "0.0.0.0"], .configuration),
        (["healthcheck", "--port", "1"], .unhealthy), (["http", "--host", "not.an.address"], .usage),
    ])
    func `the exit code says what happened`(words: [String], code: ExitCode) {
        #expect(Daemon.run(words) == code)
    }

    @Test func `a catalog with a mistake is not served`() {
        let offering: Daemon.Offering = { () throws(CatalogError) in throw CatalogError("a mistake") }
        #expect(Daemon.run(["http", "--port", "0"], offering: offering) == .configuration)
    }
}
