/// Base64 with the standard alphabet and padding (RFC 4648 §4).
enum Base64 {
    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let first = bytes[index]
            let second = index + 1 < bytes.count ? bytes[index + 1] : nil
            let third = index + 2 < bytes.count ? bytes[index + 2] : nil
            text.append(alphabet[Int(first >> 2)])
            text.append(alphabet[Int((first & 0x03) << 4 | (second ?? 0) >> 4)])
            text.append(second.map { alphabet[Int(($0 & 0x0f) << 2 | (third ?? 0) >> 6)] } ?? padding)
            text.append(third.map { alphabet[Int($0 & 0x3f)] } ?? padding)
            index += 3
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// `nil` for every text but the one that `encode` makes: no blanks, no missing padding, no spare bits.
    static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
        guard text.count.isMultiple(of: 4) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count / 4 * 3)
        var bits: UInt32 = 0
        var digits = 0
        var paddings = 0
        for character in text {
            if character == padding {
                paddings += 1
            } else {
                guard paddings == 0, let digit = value(of: character) else { return nil }
                bits = bits << 6 | UInt32(digit)
                digits += 1
                guard digits == 4 else { continue }
                for shift in [16, 8, 0] as [UInt32] { bytes.append(UInt8(bits >> shift & 0xff)) }
                bits = 0
                digits = 0
            }
        }
        return finish(bytes, bits, digits: digits, paddings: paddings)
    }

    private static func finish(_ bytes: [UInt8], _ bits: UInt32, digits: Int, paddings: Int) -> [UInt8]? {
        switch (digits, paddings) {
        case (0, 0): bytes
        case (2, 2) where bits & 0x0f == 0: bytes + [UInt8(bits >> 4 & 0xff)]
        case (3, 1) where bits & 0x03 == 0: bytes + [UInt8(bits >> 10 & 0xff), UInt8(bits >> 2 & 0xff)]
        default: nil
        }
    }

    private static func value(of character: UInt8) -> UInt8? {
        switch character {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): character - UInt8(ascii: "A")
        case UInt8(ascii: "a")...UInt8(ascii: "z"): character - UInt8(ascii: "a") + 26
        case UInt8(ascii: "0")...UInt8(ascii: "9"): character - UInt8(ascii: "0") + 52
        case UInt8(ascii: "+"): 62
        case UInt8(ascii: "/"): 63
        default: nil
        }
    }

    private static let padding = UInt8(ascii: "=")
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
