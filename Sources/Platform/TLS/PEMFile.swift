internal import COpenSSL

/// A PEM file, small, as text.
struct PEMFile {
    let path: String
    private let bytes: [UInt8]

    /// Largest file, bytes.
    private static let limit = 1 << 20
    /// Certificates in one file.
    private static let certificateLimit = 1000

    init(_ path: String, at place: TLSProblem.Place) throws(TLSProblem) {
        self.path = path
        do throws(FileError) {
            bytes = try FileSystem.read(path, limit: Self.limit)
        } catch {
            throw TLSProblem(place, "\(path): \(Self.reason(error))")
        }
    }

    private static func reason(_ error: FileError) -> String {
        switch error {
        case .notFound: "there is no such file"
        case .tooLarge: "the file is too large to be a certificate or a key"
        case .failed(let reason): reason
        }
    }

    func certificates(at place: TLSProblem.Place) throws(TLSProblem) -> Certificates {
        let all = unsafe bytes.withUnsafeBufferPointer {
            unsafe copenssl_read_certificates($0.baseAddress, Int32($0.count), Int32(Self.certificateLimit))
        }
        guard let all = unsafe all else {
            throw TLSProblem(place, "\(path): there is no certificate in PEM, or one that cannot be read")
        }
        return unsafe Certificates(all)
    }

    func key(at place: TLSProblem.Place) throws(TLSProblem) -> PrivateKey {
        var isEncrypted: Int32 = 0
        let key = unsafe bytes.withUnsafeBufferPointer {
            unsafe copenssl_read_key($0.baseAddress, Int32($0.count), &isEncrypted)
        }
        ERR_clear_error()
        if let key = unsafe key { return unsafe PrivateKey(key) }
        guard isEncrypted == 0 else {
            throw TLSProblem(place, "\(path): the key is encrypted, and nobody is there to type its password")
        }
        throw TLSProblem(place, "\(path): there is no private key in PEM, or one that cannot be read")
    }
}

/// Certificates of one file, at least one.
@safe final class Certificates {
    let all: OpaquePointer

    init(_ all: OpaquePointer) { unsafe self.all = all }
    deinit { unsafe copenssl_free_certificates(all) }

    var first: OpaquePointer? { unsafe copenssl_first(all) }
}

@safe final class PrivateKey {
    let key: OpaquePointer

    init(_ key: OpaquePointer) { unsafe self.key = key }
    deinit { unsafe EVP_PKEY_free(key) }
}
