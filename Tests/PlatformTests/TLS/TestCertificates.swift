import Glibc

@testable import Platform

/// Certificates in a folder of their own, made by the `openssl` command.
final class TestCertificates: Sendable {
    let folder: String

    init() throws {
        folder = "/tmp/mcp-forge-tls-\(UInt64.random(in: .min ... .max))"
        guard unsafe mkdir(folder, 0o700) == 0 else { throw FileError.last }
    }

    deinit { shell("rm -r \(folder)") }

    /// One that vouches for itself.
    func make(_ name: String, days: Int = 1, key: String = "ec -pkeyopt ec_paramgen_curve:P-256")
        -> TLSSettings.Identity
    {
        let identity = TLSSettings.Identity(certificate: "\(folder)/\(name).crt", key: "\(folder)/\(name).key")
        shell(
            "openssl req -x509 -newkey \(key) -nodes -days \(days) -subj /CN=\(name) "
                + "-keyout \(identity.key) -out \(identity.certificate) 2>/dev/null"
        )
        return identity
    }

    /// The same again, valid until a day ago.
    func expire(_ identity: TLSSettings.Identity) {
        let (certificate, key) = (identity.certificate, identity.key)
        shell("openssl x509 -in \(certificate) -signkey \(key) -days -1 -out \(certificate).old 2>/dev/null")
        shell("mv \(certificate).old \(certificate)")
    }

    func write(_ name: String, _ text: String) throws -> String {
        let path = "\(folder)/\(name)"
        unsafe unlink(path)
        try FileSystem.append(Array(text.utf8), to: path)
        return path
    }
}

/// The status of a command.
@discardableResult
func shell(_ command: String) -> Int32 { unsafe system(command) }
