import Glibc
import HTTP
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct LineChannelTests {
    /// A pipe with `text` in it, closed at the far end.
    private func pipe(with text: String) -> Int32 {
        var ends: [Int32] = [0, 0]
        unsafe Glibc.pipe(&ends)
        let writer = ends[1]
        _ = SystemThread {
            Descriptor.writeAll(Array(text.utf8), to: writer)
            close(writer)
        }
        return ends[0]
    }

    @Test func `every line is received, in order, and then the end`() {
        let count = 50_000
        let input = pipe(with: (0..<count).map { "line \($0)\n" }.joined())
        EventLoopTests.run { loop in
            let channel = LineChannel(loop, limit: 100)
            _ = SystemThread { channel.read(from: input) }
            var next = 0
            while let line = try? await channel.receive() {
                if String(decoding: line, as: UTF8.self) == "line \(next)" { next += 1 }
            }
            #expect(next == count)
        }
        close(input)
    }

    @Test func `a line that is too long is named and the next is received`() {
        let input = pipe(with: "0123456789\nab\n")
        EventLoopTests.run { loop in
            let channel = LineChannel(loop, limit: 5)
            _ = SystemThread { channel.read(from: input) }
            await #expect(throws: MessageChannelError.tooLong(limit: 5)) { try await channel.receive() }
            let next = try? await channel.receive()
            #expect(next == Array("ab".utf8))
        }
        close(input)
    }

    @Test func `a reader that is slow makes senders wait and loses nothing`() {
        var ends: [Int32] = [0, 0]
        unsafe Glibc.pipe(&ends)
        let (reader, writer) = (ends[0], ends[1])
        let message = [UInt8](repeating: 0x78, count: 100_000)
        let received = Events()
        let thread = SystemThread {
            usleep(50_000)
            var buffer = [UInt8](repeating: 0, count: 1 << 20)
            var total = 0
            while total < 100 * (message.count + 1) {
                let count = Descriptor.readSome(from: reader, into: &buffer)
                if count == 0 { break }
                total += count
            }
            received.add("\(total)")
        }
        EventLoopTests.run { loop in
            let channel = LineChannel(loop, limit: 5)
            let sender = SystemThread { channel.write(to: writer) }
            for _ in 0..<100 { await channel.send(message) }
            channel.close()
            // The writing thread ends on its own; the loop need not wait for it.
            _ = sender
        }
        thread.join()
        #expect(received.all == ["\(100 * (message.count + 1))"])
    }

    @Test func `a reader that goes away lets senders go, and ends the channel`() {
        var ends: [Int32] = [0, 0]
        unsafe Glibc.pipe(&ends)
        signal(SIGPIPE, SIG_IGN)
        let (reader, writer) = (ends[0], ends[1])
        let message = [UInt8](repeating: 0x78, count: 100_000)
        EventLoopTests.run { loop in
            let channel = LineChannel(loop, limit: 5)
            let sender = SystemThread { channel.write(to: writer) }
            await channel.send(message)
            close(reader)
            // Far more than may wait for a reader.
            for _ in 0..<100 { await channel.send(message) }
            let line = try? await channel.receive()
            #expect(line == nil)
            channel.close()
            _ = sender
        }
        close(writer)
    }
}
