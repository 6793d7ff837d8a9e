/// What a request asks for (RFC 9112 §3.2): a path, `*`, a whole URL, or for CONNECT an authority.
struct RequestTarget: Equatable {
    var path: String
    var query: String?
    /// Host and port of an absolute-form target.
    var authority: String?

    /// `nil` for a target that has none of the four forms.
    init?(_ bytes: ArraySlice<UInt8>, of method: HTTPMethod) {
        switch bytes.first {
        case 0x2f: self.init(pathAndQuery: bytes, authority: nil)
        case 0x2a where bytes.count == 1 && method == .options: self.init(path: "*", query: nil, authority: nil)
        case nil: return nil
        case _ where method == .connect:
            self.init(path: String(decoding: bytes, as: UTF8.self), query: nil, authority: nil)
        default: self.init(absolute: bytes)
        }
    }

    private init(path: String, query: String?, authority: String?) {
        self.path = path
        self.query = query
        self.authority = authority
    }

    private init(pathAndQuery bytes: ArraySlice<UInt8>, authority: String?) {
        var path = bytes
        var query: String?
        if let mark = bytes.firstIndex(of: 0x3f) {
            path = bytes[..<mark]
            query = String(decoding: bytes[(mark + 1)...], as: UTF8.self)
        }
        self.init(path: String(decoding: path, as: UTF8.self), query: query, authority: authority)
    }

    /// `http://authority/path?query`; clients of proxies send it (RFC 9112 §3.2.2).
    private init?(absolute bytes: ArraySlice<UInt8>) {
        let schemes = ["http://", "https://"]
        guard
            let scheme = schemes.first(where: { scheme in
                bytes.count > scheme.utf8.count
                    && zip(bytes, scheme.utf8).allSatisfy { $0.lowercased == $1 }
            })
        else { return nil }
        let rest = bytes.dropFirst(scheme.utf8.count)
        let end = rest.firstIndex { $0 == 0x2f || $0 == 0x3f } ?? rest.endIndex
        let authority = rest[..<end]
        // User information has no business here (RFC 9110 §4.2.4).
        guard !authority.isEmpty, !authority.contains(0x40) else { return nil }
        let tail = rest[end...]
        self.init(
            pathAndQuery: tail.first == 0x2f ? tail : [0x2f] + tail,
            authority: String(decoding: authority, as: UTF8.self)
        )
    }
}
