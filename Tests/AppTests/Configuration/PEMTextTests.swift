import Testing

@testable import App

@Suite struct PEMTextTests {
    static let certificate = "-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\nAAAA==\n-----END CERTIFICATE-----\n"

    @Test(arguments: ["", "# a comment\n", "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n"])
    func `a certificate is found wherever it stands`(before: String) {
        #expect(PEMText(Array((before + Self.certificate).utf8)).hasCertificate)
        #expect(
            PEMText(Array((before + Self.certificate).split(separator: "\n").joined(separator: "\r\n").utf8))
                .hasCertificate
        )
    }

    @Test(arguments: [
        "", "MIIB", "-----BEGIN CERTIFICATE-----", "-----BEGIN CERTIFICATE-----\nMIIB\n",
        "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE-----\nMII!\n-----END CERTIFICATE-----",
        "-----END CERTIFICATE-----\nMIIB\n-----BEGIN CERTIFICATE-----",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
    ])
    func `everything else is none`(text: String) {
        #expect(!PEMText(Array(text.utf8)).hasCertificate)
    }
}
