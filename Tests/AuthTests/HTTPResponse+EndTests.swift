import HTTP
import Synchronization
import Testing

@testable import Auth

@Suite struct HTTPResponseEndTests {
    @Test func `a body of bytes stays as it is`() {
        var response = HTTPResponse.text("a")
        response.end(after: now, HTTPRequest(.get, "/"), .standing())
        guard case .bytes(let bytes) = response.body else { return #expect(Bool(false)) }
        #expect(bytes == Array("a".utf8))
    }

    @Test func `a stream that ends before its time is not held back`() async {
        var response = HTTPResponse.eventStream { write in await write([1, 2]) }
        response.end(after: .max, HTTPRequest(.get, "/"), .standing())
        guard case .stream(let produce) = response.body else { return #expect(Bool(false)) }
        let sent = Mutex<[UInt8]>([])
        await produce { piece in sent.withLock { $0 += piece } }
        let bytes = sent.withLock { $0 }
        #expect(bytes == [1, 2])
    }

    @Test func `one that goes on is cancelled`() async {
        let wasCancelled = Mutex(false)
        var response = HTTPResponse.eventStream { _ in
            do { try await PoolTimers().sleep(for: .seconds(3600)) } catch { wasCancelled.withLock { $0 = true } }
        }
        response.end(after: now, HTTPRequest(.get, "/"), .standing())
        guard case .stream(let produce) = response.body else { return #expect(Bool(false)) }
        await produce { _ in }
        let isCancelled = wasCancelled.withLock { $0 }
        #expect(isCancelled)
    }
}
