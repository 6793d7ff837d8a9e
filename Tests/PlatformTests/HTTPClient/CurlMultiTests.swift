import Testing

@testable import Platform

@Suite(.blocking) struct CurlMultiTests {
    private let multi: CurlMulti

    init() throws {
        let curl = try #require(CurlLibrary.shared)
        multi = try #require(CurlMulti(curl, keeping: 1))
    }

    @Test func `sleep ends by itself, and there is nothing that has come to its end`() {
        multi.perform()
        multi.sleep(1)
        #expect(multi.next() == nil)
    }

    @Test func `a wake before sleep ends it at once, and only once`() {
        multi.wake()
        #expect(time { multi.sleep(60_000) } < .seconds(30))
        #expect(time { multi.sleep(50) } >= .milliseconds(40))
    }

    @Test func `another thread may wake it`() {
        let thread = SystemThread { [multi] in multi.wake() }
        #expect(time { multi.sleep(60_000) } < .seconds(30))
        thread.join()
    }

    private func time(_ body: () -> Void) -> Duration { ContinuousClock().measure(body) }
}
