/// The text of a PEM file (RFC 7468), as far as it shows what is in it.
struct PEMText {
    private let lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) {
        lines = bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
    }

    /// Whether a certificate begins and ends, and what is between looks like one: base64 of a DER sequence.
    var hasCertificate: Bool {
        Self.names.contains { name in
            guard let begin = lines.firstIndex(where: { $0.elementsEqual("-----BEGIN \(name)-----".utf8) }),
                let end = lines[begin...].firstIndex(where: { $0.elementsEqual("-----END \(name)-----".utf8) })
            else { return false }
            let text = lines[(begin + 1)..<end].joined()
            return text.starts(with: "MI".utf8) && text.allSatisfy(\.isBase64)
        }
    }

    /// What OpenSSL reads as a certificate.
    private static let names = ["CERTIFICATE", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"]
}

extension UInt8 {
    fileprivate var isBase64: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "="):
            true
        default: false
        }
    }
}
