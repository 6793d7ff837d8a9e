/// Reads a chunked body (RFC 9112 §7.1) as its bytes come. Extensions and trailers are bounded and dropped.
public struct ChunkDecoder: Sendable {
    public enum Step: Sendable, Equatable {
        /// All bytes are used and more are needed.
        case more
        /// The body has ended before this index.
        case done(Int)
        /// Not a chunked body, or more than the limits allow.
        case refused(HTTPStatus)
    }

    private enum State {
        case size, sizeBlanks, sizeEnd, extensions, data, dataEnd, dataEndLine, trailer, trailerName, trailerLine,
            lastLine
    }
    private var state = State.size
    private var digits = 0
    private var left = 0
    /// Bytes of extensions and trailers so far.
    private var overhead = 0
    private let bodyLimit: Int
    private let overheadLimit: Int

    /// `overheadLimit`: bytes of extensions and trailers in the whole body.
    public init(bodyLimit: Int, overheadLimit: Int = 8 << 10) {
        self.bodyLimit = bodyLimit
        self.overheadLimit = overheadLimit
    }

    /// Reads `bytes` from `start`, and appends what belongs to the body. Each byte is looked at once.
    public mutating func read(_ bytes: [UInt8], from start: Int, into body: inout [UInt8]) -> Step {
        var index = start
        while index < bytes.count {
            if state == .data {
                let count = min(left, bytes.count &- index)
                body.append(contentsOf: bytes[index..<(index &+ count)])
                index &+= count
                left &-= count
                if left == 0 { state = .dataEnd }
                continue
            }
            if let status = step(bytes[index], bodyCount: body.count) { return .refused(status) }
            index &+= 1
            if state == .lastLine, lastLineEnded { return .done(index) }
        }
        return .more
    }

    private var lastLineEnded = false

    /// Takes one byte of the framing; a status means that the body is refused.
    private mutating func step(_ byte: UInt8, bodyCount: Int) -> HTTPStatus? {
        switch state {
        case .size: return size(byte)
        case .sizeBlanks: return endSize(byte)
        case .extensions:
            guard byte == 0x0d else { return extra(byte) }
            state = .sizeEnd
        case .sizeEnd:
            guard byte == 0x0a else { return .badRequest }
            guard left <= bodyLimit &- bodyCount else { return .contentTooLarge }
            state = left == 0 ? .trailer : .data
        case .data: break
        case .dataEnd:
            guard byte == 0x0d else { return .badRequest }
            state = .dataEndLine
        case .dataEndLine:
            guard byte == 0x0a else { return .badRequest }
            (state, digits, left) = (.size, 0, 0)
        case .trailer:
            // The first byte of a line: the end, or a field.
            guard byte == 0x0d else {
                guard byte.isToken else { return .badRequest }
                state = .trailerName
                return extra(byte)
            }
            state = .lastLine
        case .trailerName:
            guard byte.isToken || byte == 0x3a else { return .badRequest }
            if byte == 0x3a { state = .trailerLine }
            return extra(byte)
        case .trailerLine:
            if byte == 0x0a { return previous == 0x0d ? next(.trailer) : .badRequest }
            if previous == 0x0d { return .badRequest }
            previous = byte
            return byte == 0x0d ? nil : extra(byte)
        case .lastLine:
            guard byte == 0x0a else { return .badRequest }
            lastLineEnded = true
        }
        return nil
    }

    /// The byte before, within a trailer line.
    private var previous: UInt8 = 0

    private mutating func next(_ state: State) -> HTTPStatus? {
        self.state = state
        previous = 0
        return nil
    }

    /// `1*HEXDIG`, then the end of the line or an extension.
    private mutating func size(_ byte: UInt8) -> HTTPStatus? {
        if let digit = byte.hexDigit {
            digits &+= 1
            guard digits <= Self.sizeDigits else { return .badRequest }
            left = left &<< 4 | Int(digit)
            return nil
        }
        return digits > 0 ? endSize(byte) : .badRequest
    }

    /// What may follow a size: the end of the line, or an extension, after blanks (RFC 9112 §7.1.1).
    private mutating func endSize(_ byte: UInt8) -> HTTPStatus? {
        switch byte {
        case 0x0d: state = .sizeEnd
        case 0x3b: state = .extensions
        case 0x20, 0x09:
            state = .sizeBlanks
            return extra(byte)
        default: return .badRequest
        }
        return nil
    }

    /// Counts a byte that is dropped.
    private mutating func extra(_ byte: UInt8) -> HTTPStatus? {
        guard !byte.isControl else { return .badRequest }
        overhead &+= 1
        return overhead <= overheadLimit ? nil : .headerFieldsTooLarge
    }

    /// Hexadecimal digits of a chunk size that always fit an `Int`.
    private static let sizeDigits = 15
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self &- 0x30
        case 0x41...0x46: self &- 0x37
        case 0x61...0x66: self &- 0x57
        default: nil
        }
    }
}
