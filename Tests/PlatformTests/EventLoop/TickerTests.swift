import Synchronization
import Testing

@testable import Platform

@Suite(.serialized, .blocking) struct TickerTests {
    @Test func `a ticker calls again and again until it is stopped`() {
        let count = Mutex(0)
        let loop = EventLoop()
        loop.run {
            let ticker = Ticker(loop, every: 2) {
                let ticks = count.withLock { count in
                    count += 1
                    return count
                }
                if ticks == 3 { loop.stop() }
            }
            ticker.start()
        }
        #expect(count.withLock { $0 } == 3)
    }
}
