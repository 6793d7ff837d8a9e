import Testing

@testable import Platform

@Suite struct OutputQueueTests {
    @Test func `bytes come out in the order they went in`() {
        var queue = OutputQueue()
        var taken: [UInt8] = []
        let sent = (0..<1000).map { UInt8(truncatingIfNeeded: $0) }
        for start in stride(from: 0, to: 1000, by: 50) {
            queue.append(sent[start..<(start + 50)])
            taken += queue.take(upTo: 33)
        }
        while !queue.isEmpty { taken += queue.take(upTo: 33) }
        #expect(taken == sent)
        #expect(queue.take(upTo: 33).isEmpty)
    }

    @Test func `a queue that is never empty stays small`() {
        var queue = OutputQueue()
        let piece = [UInt8](repeating: 0x78, count: 1000)
        queue.append(piece[...])
        for _ in 0..<1000 {
            queue.append(piece[...])
            #expect(queue.take(upTo: 1000).count == 1000)
            #expect(queue.count == 1000)
        }
        #expect(queue.size < 10_000)
    }

    @Test func `what a large answer took is let go of as it leaves`() {
        var queue = OutputQueue()
        queue.append([UInt8](repeating: 0x78, count: 1 << 20)[...])
        while queue.count > 1 << 16 { _ = queue.take(upTo: 1 << 16) }
        #expect(queue.size <= 1 << 18)
    }
}
