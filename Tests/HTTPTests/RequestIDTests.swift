import Testing

@testable import HTTP

@Suite struct RequestIDTests {
    @Test func `made ids are thirteen harmless characters, and no two are the same`() {
        var maker = RequestID.Maker()
        let ids = (0..<10_000).map { _ in maker.next() }
        #expect(Set(ids).count == ids.count)
        #expect(ids.allSatisfy { $0.utf8.count == 13 && RequestID.accepted(["X-Request-Id": $0]) == $0 })
    }

    @Test func `an id that is said twice is none`() {
        #expect(RequestID.accepted(["X-Request-Id": "a", "x-request-id": "a"]) == nil)
        #expect(RequestID.accepted([:]) == nil)
    }
}
