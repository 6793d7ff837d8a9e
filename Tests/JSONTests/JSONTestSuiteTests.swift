import Glibc
import Foundation
import JSON
import Testing

private let suiteFolder = ProcessInfo.processInfo.environment["MCP_FORGE_VECTORS"].map { $0 + "/json-test-suite" }

/// The public JSONTestSuite: files that begin with `y_` are JSON, `n_` are not, and `i_` may be either.
@Suite(.enabled(if: suiteFolder != nil, "MCP_FORGE_VECTORS names no folder of test vectors"))
struct JSONTestSuiteTests {
    static func files(_ subfolder: String, _ prefix: String) -> [String] {
        guard let folder = suiteFolder,
            let all = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(subfolder)")
        else {
            return []
        }
        return all.filter { $0.hasPrefix(prefix) }.sorted().map { "\(subfolder)/\($0)" }
    }

    private func bytes(of file: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(filePath: "\(suiteFolder ?? "")/\(file)")))
    }

    private var lenient: JSONParser {
        var parser = JSONParser()
        parser.duplicates = .lastWins
        return parser
    }

    @Test func `the suite is complete`() {
        #expect(Self.files("test_parsing", "y_").count >= 80)
        #expect(Self.files("test_parsing", "n_").count >= 160)
        #expect(Self.files("test_parsing", "i_").count >= 25)
    }

    @Test(.timeLimit(.minutes(1)), arguments: files("test_parsing", "y_"))
    func `what is JSON is read, and reads back from what is written`(file: String) throws {
        let text = try bytes(of: file)
        let (value, duration) = try timed { try lenient.parse(text.span) }
        #expect(duration < .seconds(1))
        #expect(try JSONValue(parsing: value.bytes) == value)
        if !file.contains("duplicated") { #expect(try JSONValue(parsing: text) == value) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: files("test_parsing", "n_"))
    func `what is not JSON is refused`(file: String) throws {
        let text = try bytes(of: file)
        let (error, duration) = timed { problem(with: text, lenient) }
        #expect(error != nil)
        #expect(duration < .seconds(1))
    }

    @Test(.timeLimit(.minutes(1)), arguments: files("test_parsing", "i_") + files("test_transform", ""))
    func `what may be either is read or refused, and reads back the same`(file: String) throws {
        let text = try bytes(of: file)
        let (value, duration) = timed { try? lenient.parse(text.span) }
        #expect(duration < .seconds(1))
        if let value { #expect(try JSONValue(parsing: value.bytes) == value) }
    }

    /// The time of a core that it has taken.
    private func timed<T>(_ work: () throws -> T) rethrows -> (T, Duration) {
        let start = Self.used
        let result = try work()
        return (result, Self.used - start)
    }

    private static var used: Duration {
        var now = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now)
        return .seconds(now.tv_sec) + .nanoseconds(now.tv_nsec)
    }
}
