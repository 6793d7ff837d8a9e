import Glibc
import Telemetry
import Testing

@testable import Platform

@Suite(.serialized) struct LogWriterTests {
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

    @Test func `a reader that has stopped costs lines and no time, and hears how many`() {
        let (reader, descriptor) = pipe()
        let writer = LogWriter(.text, to: descriptor)
        let log = writer.logger(.info)
        let start = ContinuousClock.now
        for number in 0..<40_000 { log.info("a long event that nobody reads, number \(number)") }
        #expect(ContinuousClock.now - start < .seconds(5))
        let thread = SystemThread {
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            var text = ""
            while !text.contains("log lines dropped") {
                let count = Descriptor.readSome(from: reader, into: &buffer)
                if count == 0 { break }
                text = String(decoding: buffer[..<count], as: UTF8.self)
            }
            close(reader)
        }
        log.warning("once more")
        thread.join()
    }
}
