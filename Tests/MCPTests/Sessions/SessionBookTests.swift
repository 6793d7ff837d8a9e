import HTTP
import JSON
import Testing

@testable import MCP

@Suite struct SessionBookTests {
    private let clock = SessionClock()
    private let timers = ManualTimers()

    private func book(_ change: (inout SessionSettings) -> Void = { _ in }) -> SessionBook {
        var settings = SessionSettings()
        change(&settings)
        return SessionBook(settings, sealing: Sealing(KeyedSealer()) { [clock] in clock.seconds }) { [clock] in
            clock.moment
        }
    }
    private func token(in book: SessionBook) throws -> SessionToken {
        let id = try #require(book.issue(.v2025_11_25, [:], to: .trusted))
        return try #require(book.open(Array(id.utf8)[...], by: .trusted))
    }

    @Test(arguments: ["", "a b", "\u{7f}", String(repeating: "a", count: 513), "naïve"])
    func `what is no id opens nothing`(id: String) { #expect(book().open(Array(id.utf8)[...], by: .trusted) == nil) }

    @Test func `a session that is not remembered takes no place`() throws {
        let book = book()
        for _ in 0..<100 { _ = try token(in: book) }
        #expect(book.liveCount == 0)
    }

    @Test func `as many are remembered as may be, and the rest opens all the same`() throws {
        let book = book { $0.limit = 1 }
        let (one, two) = (try token(in: book), try token(in: book))
        let session = try #require(book.remember(one, from: "192.0.2.1", by: timers))
        #expect(book.remember(two, from: "192.0.2.1", by: timers) == nil)
        #expect(book.remember(one, from: "192.0.2.1", by: timers) === session && book.find(one) === session)
        book.end(one)
        #expect(book.remember(two, from: "192.0.2.1", by: timers) != nil && book.find(one) == nil)
        #expect(book.remember(one, from: "192.0.2.1", by: timers) == nil, "what has ended does not begin again")
    }

    @Test func `an idle session ends, and its id with it`() throws {
        let book = book { $0.idleTime = .seconds(40) }
        let id = try #require(book.issue(.v2025_11_25, [:], to: .trusted))
        let token = try #require(book.open(Array(id.utf8)[...], by: .trusted))
        _ = book.remember(token, from: "192.0.2.1", by: timers)
        clock.advance(by: .seconds(39))
        timers.fire(book.settings.sweepTime)
        #expect(book.liveCount == 1)
        clock.advance(by: .seconds(1))
        timers.fire(book.settings.sweepTime)
        #expect(book.liveCount == 0 && book.open(Array(id.utf8)[...], by: .trusted) == nil)
        #expect(timers.delays.isEmpty, "nobody looks any more when there is nothing to see")
    }
}
