import Glibc
import Telemetry
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct LogWriterTests {
    /// A pipe in whose near end a writer writes.
    private func pipe() -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [0, 0]
        unsafe Glibc.pipe(&ends)
        return (ends[0], ends[1])
    }

    @Test func `lines arrive in order, and flush waits for them`() {
        let (reader, descriptor) = pipe()
        let writer = LogWriter(.text, to: descriptor)
        let log = writer.logger(.info)
        for number in 0..<100 { log.info("event \(number)") }
        log.debug("not this one")
        writer.flush()
        var buffer = [UInt8](repeating: 0, count: 64 << 10)
        let count = Descriptor.readSome(from: reader, into: &buffer)
        let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
        #expect(
            lines.map { $0.split(separator: " ").suffix(2).joined(separator: " ") } == (0..<100).map { "event \($0)" }
        )
    }

    private func content(of path: String) throws -> String {
        String(decoding: try FileSystem.read(path, limit: 1 << 20), as: UTF8.self)
    }

    @Test func `a file is opened anew when it has been moved away`() throws {
        let path = "/tmp/mcp-forge-log-\(UInt64.random(in: .min ... .max))"
        defer { for path in [path, path + ".1"] { unsafe unlink(path) } }
        let writer = try LogWriter(.json, file: path)
        let log = writer.logger(.info)
        log.info("first")
        writer.flush()
        #expect(unsafe rename(path, path + ".1") == 0)
        log.info("second")
        writer.reopen()
        writer.flush()
        log.info("third")
        writer.flush()
        #expect(try content(of: path + ".1").split(separator: "\n").count == 2)
        #expect(try content(of: path).contains("third"))
    }

    @Test func `no line is lost or doubled, however long they are and however they meet`() throws {
        let path = "/tmp/mcp-forge-log-\(UInt64.random(in: .min ... .max))"
        defer { for path in [path, path + ".1"] { unsafe unlink(path) } }
        let writer = try LogWriter(.json, file: path)
        let lines = (0..<300).map { number in "\(number) " + String(repeating: "x", count: number * 7 % 4000) + "\n" }
        for (number, line) in lines.enumerated() {
            writer.write(Array(line.utf8)[...], 1)
            if number % 7 == 0 { writer.flush() }
            if number == 150 {
                writer.flush()
                #expect(unsafe rename(path, path + ".1") == 0)
                writer.reopen()
                writer.flush()
            }
        }
        writer.flush()
        #expect(try content(of: path + ".1") + content(of: path) == lines.joined())
    }

    @Test func `a file that cannot be opened is an error at the start, and a line later`() throws {
        #expect(throws: FileError.notFound) { try LogWriter(.json, file: "/no/such/folder/log") }
        let folder = "/tmp/mcp-forge-log-\(UInt64.random(in: .min ... .max))"
        #expect(unsafe mkdir(folder, 0o700) == 0)
        let writer = try LogWriter(.json, file: folder + "/log")
        writer.logger(.info).info("before")
        writer.flush()
        #expect(unsafe rename(folder, folder + ".1") == 0)
        writer.reopen()
        writer.flush()
        let text = try content(of: folder + ".1/log")
        #expect(text.contains("before") && text.contains("the log file cannot be opened anew"))
        unsafe unlink(folder + ".1/log")
        unsafe rmdir(folder + ".1")
    }

    @Test func `a pipe that nobody reads is no log file`() {
        let path = "/tmp/mcp-forge-fifo-\(UInt64.random(in: .min ... .max))"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        defer { unsafe unlink(path) }
        #expect(throws: FileError.self) { try LogWriter(.json, file: path) }
    }

    @Test func `a reader that has stopped costs lines and no time, and hears how many`() {
        let (reader, descriptor) = pipe()
        let writer = LogWriter(.text, to: descriptor)
        let log = writer.logger(.info)
        let start = ContinuousClock.now
        for number in 0..<40_000 { log.info("a long event that nobody reads, number \(number)") }
        #expect(ContinuousClock.now - start < .seconds(60))
        let thread = SystemThread {
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            var text = ""
            while !text.contains("log lines dropped") {
                let count = Descriptor.readSome(from: reader, into: &buffer)
                if count == 0 { break }
                // A read may end within the words.
                text = text.suffix(64) + String(decoding: buffer[..<count], as: UTF8.self)
            }
            close(reader)
        }
        log.warning("once more")
        thread.join()
    }
}
