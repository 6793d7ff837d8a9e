/// The compressors of one loop. Connections keep nothing between messages, so all of them share these.
final class MessageDeflate {
    private lazy var inflater = Inflater()
    private var deflaters: [Int: Deflater] = [:]

    /// `nil` when there is no memory for it.
    func inflate(_ compressed: [UInt8], limit: Int) -> Inflater.Outcome? {
        inflater?.inflate(compressed, limit: limit)
    }

    /// `nil` when there is no memory for it; the message then goes as it is.
    func deflate(_ message: [UInt8], windowBits: Int) -> [UInt8]? {
        guard let deflater = deflaters[windowBits] ?? Deflater(windowBits: windowBits) else { return nil }
        deflaters[windowBits] = deflater
        return deflater.deflate(message)
    }
}
