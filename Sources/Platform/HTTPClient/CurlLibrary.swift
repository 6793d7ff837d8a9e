internal import CCurl

/// libcurl, loaded when first asked for.
@safe struct CurlLibrary: @unchecked Sendable {
    /// Never changed, never freed.
    let functions: UnsafePointer<ccurl>

    /// `nil` when this machine does not have it.
    static let shared = CurlLibrary("libcurl.so.4")

    init?(_ path: String) {
        let functions = UnsafeMutablePointer<ccurl>.allocate(capacity: 1)
        unsafe functions.initialize(to: ccurl())
        guard unsafe ccurl_load(functions, path) == 1 else { return nil }
        unsafe self.functions = UnsafePointer(functions)
    }

    /// What the library calls a failure.
    func reason(_ code: CURLcode) -> String {
        guard let text = unsafe functions.pointee.easy_strerror(code) else { return "error \(code.rawValue)" }
        return unsafe String(cString: text)
    }
}
