/// Where the fields stand that nearly every request is asked for, several times by several filters: their names are looked up
/// once, where a head is read.
struct FieldPlaces: Sendable {
    /// For each common name a byte: one more than the index of its first field, or 0. Words, because the compiler copies a
    /// value that holds an array of any kind whenever it is handed on.
    private var low: UInt64 = 0
    private var middle: UInt64 = 0
    private var high: UInt64 = 0
    /// A bit for each common name that came more than once.
    private var repeated: UInt32 = 0
    /// Whether every field could be noted: so many never come, unless a configuration allows it.
    private var isWhole = true
    /// Whether a name may begin as those do that only a proxy may use.
    var mayHoldClaims = false

    init() {}

    init(of entries: [HTTPFields.Entry], in bytes: [UInt8]) {
        let entries = entries.span
        let bytes = bytes.span
        for index in entries.indices {
            note(Self.number(of: entries[index].print, bytes, entries[index].name), at: index)
            if entries[index].mayBeClaim(in: bytes) { mayHoldClaims = true }
        }
    }

    /// Which of the common names a name is.
    struct Number: Sendable {
        fileprivate let index: UInt8
        fileprivate static let none = Number(index: capacity)
        /// Numbers that the words have room for.
        fileprivate static let capacity: UInt8 = 24
        fileprivate var isNone: Bool { index >= Self.capacity }
    }

    /// Fields must be noted in their order.
    mutating func note(_ number: Number, at index: Int) {
        guard !number.isNone else { return }
        guard index < Self.limit else {
            isWhole = false
            return
        }
        if self[number] != 0 {
            repeated |= 1 &<< UInt32(number.index)
            return
        }
        let place = UInt64(truncatingIfNeeded: index &+ 1) &<< (UInt64(number.index & 7) &* 8)
        switch number.index >> 3 {
        case 0: low |= place
        case 1: middle |= place
        default: high |= place
        }
    }

    @inline(__always)
    private subscript(number: Number) -> Int {
        let word = number.index < 8 ? low : number.index < 16 ? middle : high
        return Int(truncatingIfNeeded: word &>> (UInt64(number.index & 7) &* 8) & 0xff)
    }

    /// Fields that a byte can count.
    private static let limit = 254

    enum Place { case missing, several, at(Int) }

    /// `nil` where all fields must be looked through.
    @inline(__always)
    func place(of number: Number) -> Place? {
        guard !number.isNone, isWhole else { return nil }
        let place = self[number]
        if place == 0 { return .missing }
        return repeated &>> UInt32(number.index) & 1 == 0 ? .at(place &- 1) : .several
    }

    /// The first field of the name, `nil` where all must be looked through; it is less than 0 where there is none.
    @inline(__always)
    func first(of number: Number) -> Int? {
        guard !number.isNone, isWhole else { return nil }
        return self[number] &- 1
    }
}

extension FieldPlaces {
    /// In lower case. At most two are of one length.
    static let names = [
        "accept", "authorization", "content-encoding", "content-length", "content-type", "forwarded", "host",
        "last-event-id", "mcp-method", "mcp-name", "mcp-protocol-version", "mcp-session-id", "origin", "traceparent",
        "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-request-id",
    ]

    /// The number of the name at `range` of `bytes`.
    static func number(of print: FieldPrint, _ bytes: borrowing Span<UInt8>, _ range: Range<Int>) -> Number {
        let candidate = table.number(for: print)
        guard !candidate.isNone, !print.isWhole else { return candidate }
        let name = names[Int(candidate.index)].utf8.span
        for index in 0..<(name.count - 16) where bytes[range.lowerBound + index].lowercased != name[index] {
            return .none
        }
        return candidate
    }

    private static let table = Table()

    /// The names by their lengths, so that most of others are told from them without a look at their bytes.
    private struct Table {
        private var first = InlineArray<32, Candidate>(repeating: Candidate())
        private var second = InlineArray<32, Candidate>(repeating: Candidate())

        struct Candidate {
            var print = FieldPrint()
            var number = Number.none
        }

        init() {
            for (index, name) in names.enumerated() {
                let candidate = Candidate(print: FieldPrint(name.utf8), number: Number(index: UInt8(index)))
                let length = candidate.print.length
                if first[length].print.length == 0 { first[length] = candidate } else { second[length] = candidate }
            }
        }

        /// The name with this fingerprint.
        @inline(__always)
        func number(for print: FieldPrint) -> Number {
            guard print.length < first.count else { return .none }
            if first[print.length].print == print { return first[print.length].number }
            if second[print.length].print == print { return second[print.length].number }
            return .none
        }
    }
}
