/// Cuts a run of bytes into lines. A line that is too long is dropped as it comes, and named as such.
struct LineSplitter {
    enum Line: Sendable, Equatable {
        case text([UInt8])
        case tooLong
    }
    private let limit: Int
    private var partial: [UInt8] = []
    private var isDropping = false

    /// `limit`: bytes of the longest line, without its end.
    init(limit: Int) { self.limit = limit }

    /// The lines that end within `bytes`. Empty ones are left out.
    mutating func lines(in bytes: ArraySlice<UInt8>) -> [Line] {
        var lines: [Line] = []
        var rest = bytes
        while let end = rest.firstIndex(of: 0x0a) {
            add(rest[..<end])
            finish(&lines)
            rest = rest[(end + 1)...]
        }
        add(rest)
        return lines
    }

    /// What stands after the last line feed, once the run has ended.
    mutating func last() -> [Line] {
        var lines: [Line] = []
        finish(&lines)
        return lines
    }

    private mutating func add(_ part: ArraySlice<UInt8>) {
        guard !isDropping else { return }
        if partial.count + part.count > limit {
            isDropping = true
            partial = []
        } else {
            partial.append(contentsOf: part)
        }
    }

    private mutating func finish(_ lines: inout [Line]) {
        if isDropping {
            lines.append(.tooLong)
        } else if partial.contains(where: { $0 != 0x0d && $0 != 0x20 && $0 != 0x09 }) {
            lines.append(.text(partial))
        }
        partial = []
        isDropping = false
    }
}
