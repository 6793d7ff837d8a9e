internal import Glibc

/// How long the thread of a loop was ready to run while others had its core: time that looks like a stall, and is nobody's
/// fault on the loop. A process whose quota is used up waits like this, too.
///
/// Belongs to its thread. Where the system does not say, it is nothing.
final class CoreWait {
    private var descriptor: Int32?
    /// What the system said at the last mark, and when that was.
    private var marked = CoreWait.nothing
    private var moment: UInt64 = 0

    private typealias Text = InlineArray<64, UInt8>
    private static var nothing: Text { Text(repeating: 0) }

    deinit { if let descriptor, descriptor >= 0 { close(descriptor) } }

    /// From here on waiting counts. Asks the system only when some time has passed since it last did, so a little of what
    /// was before may count too.
    ///
    /// - Parameter now: nanoseconds, on a clock that only goes forward.
    @inline(__always)
    func mark(at now: UInt64) {
        guard now &- moment >= Self.coarseness else { return }
        moment = now
        marked = text
    }

    /// Nanoseconds.
    var sinceMark: UInt64 {
        let (earlier, later) = (Self.waited(in: marked.span), Self.waited(in: text.span))
        return later > earlier ? later - earlier : 0
    }

    /// The second number: nanoseconds for which the thread has waited on a queue of the scheduler.
    static func waited(in text: Span<UInt8>) -> UInt64 {
        var number: UInt64 = 0
        var blanks = 0
        for index in text.indices {
            let digit = text[index] &- 0x30
            if digit < 10, blanks == 1 {
                number = number &* 10 &+ UInt64(digit)
            } else if text[index] == 0x20 {
                blanks += 1
            }
        }
        return number
    }

    private var text: Text {
        var text = Self.nothing
        if descriptor == nil { descriptor = unsafe open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC) }
        guard let descriptor, descriptor >= 0 else { return text }
        var span = text.mutableSpan
        _ = unsafe span.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, 0) }
        return text
    }

    private static let coarseness: UInt64 = 4_000_000
}
