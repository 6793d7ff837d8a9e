#if canImport(HTTP)
    public import HTTP
#endif

/// Reads any bytes as a run of requests: whole, in three pieces, and byte by byte. The requests must be the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count > 2 else { return 0 }
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let bytes = Array(input.dropFirst(2))
    let cuts = [Int(input[0]), Int(input[1]) * 4].map { $0 % (bytes.count + 1) }.sorted()
    let whole = Reading(bytes, cuts: [])
    precondition(whole == Reading(bytes, cuts: cuts), "pieces change the requests")
    precondition(whole == Reading(bytes, cuts: Array(1...bytes.count)), "single bytes change the requests")
    return 0
}

/// The requests in a run of bytes that comes in pieces, as a connection reads them.
struct Reading: Equatable {
    private(set) var heads: [RequestHead] = []
    private(set) var bodies: [[UInt8]] = []
    private(set) var isRefused = false

    private var input: [UInt8] = []
    private var gate = HeadGate()
    private var hasWaited = false
    private var body: [UInt8] = []
    private var chunks = ChunkDecoder(bodyLimit: limits.body)
    private static let limits = HeadLimits(bytes: 2048, fields: 20, body: 4096)
    private let parser = RequestParser(Self.limits)
    private var framing = RequestHead.Framing.none
    private var known: KnownHead?

    /// What a connection would have done with it; how it came there does not count.
    static func == (lhs: Self, rhs: Self) -> Bool {
        lhs.heads == rhs.heads && lhs.bodies == rhs.bodies && lhs.isRefused == rhs.isRefused
    }

    init(_ bytes: [UInt8], cuts: [Int]) {
        var position = 0
        for cut in cuts + [bytes.count] where !isRefused {
            input.append(contentsOf: bytes[position..<cut])
            position = cut
            input.removeFirst(read(input))
        }
        // A head that has only come in pieces may be refused later than one that came whole, but it is refused.
        if !isRefused, framing == .none, case .refused = parser.parse(input, from: 0) { isRefused = true }
    }

    /// How many bytes are used up.
    private mutating func read(_ bytes: [UInt8]) -> Int {
        var index = 0
        while index < bytes.count, !isRefused {
            switch framing {
            case .none:
                if hasWaited, !gate.opens(bytes, from: index, limit: Self.limits.bytes) { return index }
                let result = parser.parse(bytes, from: index)
                if let known, let reading = known.read(bytes, from: index) {
                    let head = HeadResult.complete(known.head(reading, of: bytes), end: reading.end)
                    precondition(result == head, "a head is not what it was")
                }
                switch result {
                case .incomplete:
                    _ = gate.opens(bytes, from: index, limit: Self.limits.bytes)
                    hasWaited = true
                    return index
                case .refused: isRefused = true
                case .complete(let head, let end):
                    take(head)
                    known = KnownHead(head, from: bytes[index..<end], within: Self.limits)
                    index = end
                }
            case .length(let length):
                let count = min(length - body.count, bytes.count - index)
                body.append(contentsOf: bytes[index..<(index + count)])
                index += count
                if body.count == length { end() }
            case .chunked:
                switch chunks.read(bytes, from: index, into: &body) {
                case .more: return bytes.count
                case .done(let next):
                    index = next
                    end()
                case .refused: isRefused = true
                }
            }
        }
        return index
    }

    private mutating func take(_ head: RequestHead) {
        gate.reset()
        hasWaited = false
        heads.append(head)
        framing = head.framing
        chunks = ChunkDecoder(bodyLimit: Self.limits.body)
        if framing == .none { bodies.append([]) }
    }

    private mutating func end() {
        bodies.append(body)
        body = []
        framing = .none
    }
}
