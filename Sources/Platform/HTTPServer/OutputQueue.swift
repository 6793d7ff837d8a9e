/// Bytes that wait for a socket. What has been taken is let go of in time, however long the queue is never empty.
struct OutputQueue {
    private var bytes: [UInt8] = []
    /// Of the first byte that was not taken.
    private var start = 0

    /// Bytes that wait.
    var count: Int { bytes.count - start }
    var isEmpty: Bool { count == 0 }
    /// Bytes of memory that the queue takes.
    var size: Int { bytes.capacity }

    mutating func append(_ more: ArraySlice<UInt8>) {
        if bytes.isEmpty { bytes = Array(more) } else { bytes.append(contentsOf: more) }
    }

    /// The next bytes, `limit` of them at most.
    mutating func take(upTo limit: Int) -> ArraySlice<UInt8> {
        let part = bytes[start..<min(bytes.count, start + limit)]
        start = part.endIndex
        // As much is taken as waits, so that each byte is copied about once.
        if start >= bytes.count - start {
            bytes = Array(bytes[start...])
            start = 0
        }
        return part
    }
}
