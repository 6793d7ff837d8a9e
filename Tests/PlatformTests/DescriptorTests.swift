import Glibc
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct DescriptorTests {
    @Test func `what is written is read, also through a pipe that does not block`() {
        var ends: [Int32] = [0, 0]
        unsafe pipe(&ends)
        let (reader, writer) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        let thread = SystemThread {
            Descriptor.writeAll([UInt8](repeating: 1, count: 1 << 20), to: writer)
            close(writer)
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        var total = 0
        while true {
            let count = Descriptor.readSome(from: reader, into: &buffer)
            if count == 0 { break }
            total += count
        }
        thread.join()
        close(reader)
        #expect(total == 1 << 20)
    }

    @Test func `a reader that has gone is noticed`() {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        unsafe pipe(&ends)
        close(ends[0])
        #expect(!Descriptor.writeAll([1], to: ends[1]))
        close(ends[1])
    }
}
