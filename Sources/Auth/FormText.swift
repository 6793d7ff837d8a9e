/// Names and values of `application/x-www-form-urlencoded`.
enum FormText {
    static func escaped(_ text: String) -> String { escaped(Array(text.utf8)) }

    static func escaped(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let scalar = Unicode.Scalar(byte)
            if scalar.isASCII, scalar.properties.isAlphabetic || "0123456789-._*".unicodeScalars.contains(scalar) {
                return String(Character(scalar))
            }
            return (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
        }.joined()
    }
}
