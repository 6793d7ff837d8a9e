internal import CUV
internal import HTTP
internal import JSON

/// The access log of one loop: makes lines of records and hands them on in batches.
final class AccessOutput {
    let showsBodies: Bool
    private let log: AccessLog
    private var lines: AccessLines
    private var batch = TextOutput()
    private var count = 0
    private var time = LogTime()

    init(_ log: AccessLog) {
        self.log = log
        showsBodies = log.settings.showsBodies
        lines = AccessLines(log.settings)
    }

    /// `begin`: when the request came, on the clock of `uv_hrtime`.
    func write(_ record: borrowing AccessRecord, id: String, begin: UInt64) {
        let now = uv_hrtime()
        lines.append(record, id: id, at: time.moment(at: now), took: now &- begin, to: &batch)
        count += 1
        if batch.count > Self.limit { flush() }
    }

    /// Hands on what has been collected.
    func flush() {
        guard count > 0 else { return }
        log.write(batch.text, count)
        batch.removeAll()
        count = 0
    }

    /// Bytes that are collected before they are handed on, whatever the time: many, because each time wakes a thread.
    private static let limit = 128 << 10
}
