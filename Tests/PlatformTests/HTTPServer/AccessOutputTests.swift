import HTTP
import JSON
import Testing

@testable import Platform

@Suite struct AccessOutputTests {
    @Test func `lines leave in batches, whole and counted`() throws {
        let lines = AccessLogLines()
        let output = AccessOutput(lines.log)
        for number in 0..<1000 {
            let record = AccessRecord(HTTPRequest(.get, "/\(number)"), showsBody: false)
            output.write(record, id: "\(number)", begin: 0)
        }
        #expect(lines.batches > 1 && lines.batches < 20)
        output.flush()
        output.flush()
        #expect(try lines.all().map { $0["url.path"]?.string } == (0..<1000).map { "/\($0)" })
        #expect(lines.count == 1000)
    }
}
