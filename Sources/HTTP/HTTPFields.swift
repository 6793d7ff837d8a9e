internal import JSON

/// Header fields in the order they came. Names match without regard to case (RFC 9110 §5.1).
///
/// Names and values lie in one block of bytes, so that reading a head makes two allocations, not two for each field.
public struct HTTPFields: Sendable {
    /// Where one field lies in `bytes`.
    struct Entry: Sendable {
        let print: FieldPrint
        private let nameStart: UInt32
        private let valueStart: UInt32
        private let valueEnd: UInt32

        /// `name` and `value` count from the start of the block, whose size a head limit bounds.
        @inline(__always) init(print: FieldPrint, name: Int, value: Range<Int>) {
            self.print = print
            nameStart = UInt32(clamping: name)
            valueStart = UInt32(clamping: value.lowerBound)
            valueEnd = UInt32(clamping: value.upperBound)
        }
        var name: Range<Int> { Int(nameStart)..<(Int(nameStart) + print.length) }
        @inline(__always) var value: Range<Int> { Int(valueStart)..<Int(valueEnd) }
    }
    private(set) var bytes: [UInt8] = []
    private(set) var entries: [Entry] = []
    private var places = FieldPlaces()
    /// Whether `bytes` are the fields as a response has them, each with its line end.
    private(set) var isWritten = true

    public init() {}

    /// Fields that lie in `bytes` as `entries` say; whoever parsed them has checked them.
    init(bytes: [UInt8], entries: [Entry]) {
        self.bytes = bytes
        self.entries = entries
        places = FieldPlaces(of: entries, in: bytes)
        isWritten = false
    }

    public var isEmpty: Bool { entries.isEmpty }
    public var count: Int { entries.count }
    /// Bytes of memory that the fields take.
    public var size: Int { bytes.count &+ entries.count &* MemoryLayout<Entry>.stride }

    /// The first value of `name`. Setting replaces every value; `nil` removes them.
    ///
    /// Control characters in a value become spaces, so no value can start a field or a body of its own.
    public subscript(name: HTTPFieldName) -> String? {
        get { index(of: name).map { text(entries[$0].value) } }
        set {
            if index(of: name) != nil { removeAll(name) }
            if let newValue { append(name, newValue) }
        }
    }

    private mutating func removeAll(_ name: HTTPFieldName) {
        entries = entries.indices.filter { !matches(entries[$0], name) }.map { entries[$0] }
        places = FieldPlaces(of: entries, in: bytes)
        isWritten = false
    }

    /// All of them, which leaves none.
    mutating func take() -> HTTPFields {
        let taken = self
        self = HTTPFields()
        return taken
    }

    /// Every value of `name`, in order.
    public subscript(all name: HTTPFieldName) -> [String] {
        entries.indices.filter { matches(entries[$0], name) }.map { text(entries[$0].value) }
    }

    /// How many fields are called `name`.
    public func count(of name: HTTPFieldName) -> Int {
        switch places.place(of: name.number) {
        case .missing: return 0
        case .at: return 1
        case .several, nil: break
        }
        var count = 0
        for index in entries.indices where matches(entries[index], name) { count &+= 1 }
        return count
    }

    /// Adds a field after those that are there.
    public mutating func append(_ name: HTTPFieldName, _ value: String) {
        let start = bytes.count
        bytes.append(contentsOf: name.text.utf8)
        bytes.append(contentsOf: ": ".utf8)
        let middle = bytes.count
        for byte in value.utf8 { bytes.append(byte.isControl ? 0x20 : byte) }
        places.note(name.number, at: entries.count)
        places.mayHoldClaims = true
        entries.append(Entry(print: name.print, name: start, value: middle..<bytes.count))
        bytes.append(contentsOf: "\r\n".utf8)
    }

    /// Whether the first value of `name` is `text`, byte for byte; makes no `String`.
    public func holds(_ name: HTTPFieldName, _ text: String) -> Bool {
        guard let index = index(of: name) else { return false }
        return bytes.span.extracting(entries[index].value).holdsSame(as: text.utf8.span)
    }

    /// The bytes of the first value of `name`.
    public func bytes(of name: HTTPFieldName) -> ArraySlice<UInt8>? {
        index(of: name).map { bytes[entries[$0].value] }
    }

    /// Where the first value of `name` lies in the block.
    func range(of name: HTTPFieldName) -> Range<Int>? { index(of: name).map { entries[$0].value } }

    /// Writes `text` over the first value of `name`, which is as long.
    mutating func overwrite(_ name: HTTPFieldName, with text: borrowing Span<UInt8>) {
        guard let range = range(of: name), range.count == text.count else { return }
        for index in text.indices { bytes[range.lowerBound + index] = text[index] }
    }

    /// Whether a name may begin as those do that only a proxy may use.
    var mayHoldClaims: Bool { places.mayHoldClaims }

    private func index(of name: HTTPFieldName) -> Int? {
        if let index = places.first(of: name.number) { return index < 0 ? nil : index }
        for index in entries.indices where matches(entries[index], name) { return index }
        return nil
    }
    /// Where the only field of `name` stands.
    func place(of name: HTTPFieldName) -> FieldPlaces.Place {
        if let place = places.place(of: name.number) { return place }
        var place = FieldPlaces.Place.missing
        let entries = entries.span
        for index in entries.indices where matches(entries[index], name) {
            guard case .missing = place else { return .several }
            place = .at(index)
        }
        return place
    }
    @inline(__always) func matches(_ entry: Entry, _ name: HTTPFieldName) -> Bool {
        entry.print == name.print && (entry.print.isWhole || beginsAlike(entry, name))
    }
    /// Whether the part of the names agrees that is not in their fingerprints.
    private func beginsAlike(_ entry: Entry, _ name: HTTPFieldName) -> Bool {
        let text = name.text.utf8.span
        let field = bytes.span.extracting(entry.name)
        for index in 0..<(text.count - 16) where field[index].lowercased != text[index].lowercased { return false }
        return true
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

extension HTTPFields: Sequence {
    public func makeIterator() -> some IteratorProtocol<(name: String, value: String)> {
        entries.lazy.map { (name: text($0.name), value: text($0.value)) }.makeIterator()
    }
}

extension HTTPFields: Equatable {
    public static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.elementsEqual(rhs) { $0.name.lowercased() == $1.name.lowercased() && $0.value == $1.value }
    }
}

extension HTTPFields: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral elements: (HTTPFieldName, String)...) {
        for (name, value) in elements { append(name, value) }
    }
}
