/// What a proxy sends ahead of a connection's own bytes to say for whom it connects: the PROXY protocol of HAProxy,
/// version 2, or the line of version 1.
public enum ProxyHeader: Sendable, Equatable {
    /// The proxy speaks for a client.
    case client(IPAddress, length: Int)
    /// The proxy speaks for a client whose address it does not say, or that has none of IP.
    case unnamed(length: Int)
    /// The proxy speaks for itself.
    case own(length: Int)
    case incomplete
    case malformed

    /// Bytes of a header at most: much more than addresses and what proxies say besides.
    static let limit = 2048

    /// Reads the header at the front of `bytes`; `length` is where the rest begins.
    public static func read(_ bytes: [UInt8]) -> Self {
        guard let first = bytes.first else { return .incomplete }
        return first == signature[0] ? block(bytes) : line(bytes)
    }

    // MARK: Version 2

    private static let signature: [UInt8] = [13, 10, 13, 10, 0, 13, 10, 0x51, 0x55, 0x49, 0x54, 10]

    private static func block(_ bytes: [UInt8]) -> Self {
        guard bytes.starts(with: signature.prefix(bytes.count)) else { return .malformed }
        guard bytes.count >= 16 else { return .incomplete }
        let length = 16 + (Int(bytes[14]) << 8 | Int(bytes[15]))
        guard length <= limit else { return .malformed }
        guard bytes.count >= length else { return .incomplete }
        switch bytes[12] {
        case 0x20: return .own(length: length)
        case 0x21: return client(family: bytes[13], bytes[16..<length], length)
        default: return .malformed
        }
    }

    private static func client(family: UInt8, _ bytes: ArraySlice<UInt8>, _ length: Int) -> Self {
        switch family {
        case 0x00: return .unnamed(length: length)
        case 0x11 where bytes.count >= 12:
            return .client(IPAddress(high: 0, low: 0xffff_0000_0000 | number(bytes.prefix(4))), length: length)
        case 0x21 where bytes.count >= 36:
            let (high, low) = (number(bytes.prefix(8)), number(bytes.dropFirst(8).prefix(8)))
            return .client(IPAddress(high: high, low: low), length: length)
        case 0x31 where bytes.count >= 216: return .unnamed(length: length)
        default: return .malformed
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }

    // MARK: Version 1

    /// Bytes of a line with its end.
    private static let lineLimit = 107
    private static let word = Array("PROXY ".utf8)

    private static func line(_ bytes: [UInt8]) -> Self {
        guard bytes.starts(with: word.prefix(bytes.count)) else { return .malformed }
        guard let end = bytes.prefix(lineLimit).firstIndex(of: 10) else {
            return bytes.count < lineLimit ? .incomplete : .malformed
        }
        guard bytes[end - 1] == 13 else { return .malformed }
        let words = String(decoding: bytes[..<(end - 1)], as: UTF8.self)
            .split(separator: " ", omittingEmptySubsequences: false)
        if words.count >= 2, words[1] == "UNKNOWN" { return .unnamed(length: end + 1) }
        guard words.count == 6, let client = IPAddress(String(words[2])), IPAddress(String(words[3])) != nil,
            words[1] == (words[2].contains(":") ? "TCP6" : "TCP4"), isPort(words[4]), isPort(words[5])
        else { return .malformed }
        return .client(client, length: end + 1)
    }

    private static func isPort(_ word: Substring) -> Bool { UInt16(word).map { String($0) == word } ?? false }
}
