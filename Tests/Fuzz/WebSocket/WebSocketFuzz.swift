#if canImport(HTTP)
    internal import HTTP
#endif

/// Reads any bytes as the frames of a client: whole, in three pieces, and byte by byte. The messages must be the same,
/// and whatever the server says must be frames that a client understands.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard count > 3 else { return 0 }
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let terms = WebSocketTerms(
        deflate: input[0] & 1 == 0 ? nil : PerMessageDeflate(windowBits: 9 + Int(input[0] >> 1) % 7),
        takesBinary: input[0] & 0x80 != 0
    )
    let bytes = Array(input.dropFirst(3))
    let cuts = [Int(input[1]), Int(input[2]) * 4].map { $0 % (bytes.count + 1) }.sorted()
    let compression = MessageDeflate()
    let whole = Reading(bytes, terms, compression, cuts: [])
    precondition(whole == Reading(bytes, terms, compression, cuts: cuts), "pieces change the messages")
    precondition(
        whole == Reading(bytes, terms, compression, cuts: Array(1...bytes.count)),
        "single bytes change the messages"
    )
    return 0
}

/// What a run of bytes that comes in pieces leads to, read as a connection reads it; each message is sent back.
///
/// When a mistake in a close frame is noticed depends on the pieces (wslay 1.1.1); no message follows either way.
struct Reading: Equatable {
    private(set) var messages: [[UInt8]] = []
    private static let limit = 4096

    init(_ bytes: [UInt8], _ terms: WebSocketTerms, _ compression: MessageDeflate, cuts: [Int]) {
        guard let frames = WebSocketFrames(limit: Self.limit, terms, compression: compression) else {
            preconditionFailure("no memory")
        }
        var (input, output): ([UInt8], [UInt8]) = ([], [])
        var position = 0
        for cut in cuts + [bytes.count] {
            input += bytes[position..<cut]
            position = cut
            var used = -1
            while used != 0, !input.isEmpty {
                used = frames.take(input)
                precondition(0...input.count ~= used, "more was used than there was")
                input.removeFirst(used)
                output += frames.takeOutput()
                while let message = frames.next() {
                    take(message, terms)
                    frames.send(message)
                    output += frames.takeOutput()
                }
            }
        }
        frames.ping()
        frames.close(.normal)
        output += frames.takeOutput()
        Self.check(output, terms)
    }

    private mutating func take(_ message: [UInt8], _ terms: WebSocketTerms) {
        precondition(message.count <= Self.limit, "a message beyond the limit")
        precondition(
            terms.takesBinary || String(validating: message, as: UTF8.self) != nil,
            "a message that is no text"
        )
        messages.append(message)
    }

    /// Whole frames, unmasked, of kinds that a server sends, and nothing after the close.
    private static func check(_ output: [UInt8], _ terms: WebSocketTerms) {
        var index = 0
        var isClosed = false
        while index < output.count {
            precondition(!isClosed, "a frame after the close")
            precondition(index + 2 <= output.count, "half a frame")
            let (first, second) = (output[index], output[index + 1])
            precondition(first & 0x80 != 0 && second & 0x80 == 0, "a fragment, or a mask")
            precondition(first & 0x30 == 0 && (first & 0x40 == 0 || terms.deflate != nil), "bits that mean nothing")
            var length = Int(second)
            index += 2
            let size = length == 126 ? 2 : length == 127 ? 8 : 0
            if size > 0 {
                precondition(index + size <= output.count, "half a length")
                length = output[index..<(index + size)].reduce(0) { $0 << 8 | Int($1) }
                index += size
            }
            switch first & 15 {
            case 1: break
            case 2: precondition(terms.takesBinary, "binary, unasked")
            case 8:
                isClosed = true
                precondition(length != 1, "half a code")
            case 9, 10: precondition(length <= 125, "a long control frame")
            default: preconditionFailure("a frame of no kind")
            }
            index += length
            precondition(index <= output.count, "half a payload")
        }
    }
}
