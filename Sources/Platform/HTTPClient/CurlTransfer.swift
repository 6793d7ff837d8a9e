internal import CCurl
internal import HTTP

/// One request while libcurl works on it. Confined to the engine's thread.
@safe final class CurlTransfer {
    let call: OutboundCall
    let easy: UnsafeMutableRawPointer
    private let curl: CurlLibrary
    private let isPublic: @Sendable ([UInt8]) -> Bool
    /// Whether only public addresses may be asked. A proxy is the operator's, and judges addresses itself.
    private let judgesAddresses: Bool
    private var lists: [CurlList] = []
    private var head = OutboundHead()
    private var body: [UInt8] = []
    private var isTooLarge = false
    /// The last address that a document led to and that may not be asked.
    private(set) var refusedAddress: String?
    private(set) var hasEnded = false

    init?(
        _ call: OutboundCall,
        _ curl: CurlLibrary,
        _ settings: OutboundSettings,
        isPublic: @escaping @Sendable ([UInt8]) -> Bool,
        answers: [String]
    ) {
        guard let easy = unsafe curl.functions.pointee.easy_init() else { return nil }
        unsafe self.easy = unsafe easy
        self.call = call
        self.curl = curl
        self.isPublic = isPublic
        judgesAddresses = call.request.origin == .document && settings.proxy == nil
        prepare(settings)
        prepare(call.request)
        if !answers.isEmpty { set(CURLOPT_RESOLVE, answers) }
        listen()
    }

    /// Takes the transfer out of `multi`. It is over then.
    func leave(_ multi: CurlMulti) {
        guard !hasEnded else { return }
        hasEnded = true
        multi.remove(self)
        unsafe curl.functions.pointee.easy_cleanup(easy)
    }

    func outcome(_ code: CURLcode) -> OutboundCall.Outcome {
        switch code {
        case CURLE_OK:
            let status = HTTPStatus(unsafe ccurl_status(curl.functions, easy))
            return .success(HTTPClientResponse(status, fields: head.fields, body: body))
        case CURLE_OPERATION_TIMEDOUT: return .failure(.timedOut)
        case CURLE_FILESIZE_EXCEEDED: return .failure(.tooLarge)
        default: return .failure(isTooLarge ? .tooLarge : refusedAddress != nil ? .notAllowed : .unreachable)
        }
    }

    // MARK: Options

    private func prepare(_ settings: OutboundSettings) {
        // Signals are the process's; a name service that hangs must not hold the thread.
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_QUICK_EXIT, 1)
        set(CURLOPT_PROTOCOLS_STR, "http,https")
        set(CURLOPT_FOLLOWLOCATION, 0)
        set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
        set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        set(CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        // An empty text is not nothing: it is what keeps the environment's proxies out.
        set(CURLOPT_PROXY, settings.proxy?.text ?? "")
        set(CURLOPT_NOPROXY, "")
        if let file = settings.trustedCertificates {
            set(CURLOPT_CAINFO, file)
            unsafe ccurl_set_text(curl.functions, easy, CURLOPT_CAPATH, nil)
        }
    }

    private func prepare(_ request: HTTPClientRequest) {
        set(CURLOPT_URL, request.url.text)
        let time = (call.deadline - .now).milliseconds
        set(CURLOPT_TIMEOUT_MS, Int(clamping: max(1, min(time, UInt64(Int32.max)))))
        unsafe ccurl_set_size(curl.functions, easy, CURLOPT_MAXFILESIZE_LARGE, Int64(max(1, request.limit)))
        if request.origin == .document {
            // A connection to an address that was not judged must not serve this request, nor this one's another.
            set(CURLOPT_FRESH_CONNECT, 1)
            set(CURLOPT_FORBID_REUSE, 1)
        }
        prepareMethod(request)
        let fields = request.fields.map { $0.value.isEmpty ? "\($0.name);" : "\($0.name): \($0.value)" }
        set(CURLOPT_HTTPHEADER, ["Expect:", "User-Agent: mcp-forge"] + fields)
    }

    private func prepareMethod(_ request: HTTPClientRequest) {
        switch request.method {
        case .get where request.body.isEmpty: set(CURLOPT_HTTPGET, 1)
        case .head: set(CURLOPT_NOBODY, 1)
        case let method:
            set(CURLOPT_POST, 1)
            unsafe ccurl_set_size(curl.functions, easy, CURLOPT_POSTFIELDSIZE_LARGE, Int64(request.body.count))
            unsafe request.body.withUnsafeBytes { bytes in
                let start = unsafe bytes.baseAddress ?? UnsafeRawPointer(easy)
                _ = unsafe ccurl_set_bytes(curl.functions, easy, CURLOPT_COPYPOSTFIELDS, start)
            }
            set(CURLOPT_CUSTOMREQUEST, method.text)
        }
    }

    private func set(_ option: CURLoption, _ value: Int) {
        unsafe ccurl_set_number(curl.functions, easy, option, value)
    }

    private func set(_ option: CURLoption, _ value: String) {
        unsafe ccurl_set_text(curl.functions, easy, option, value)
    }

    private func set(_ option: CURLoption, _ texts: [String]) {
        let list = CurlList(texts, curl)
        lists.append(list)
        unsafe ccurl_set_list(curl.functions, easy, option, list.first)
    }

    // MARK: What comes back

    private func listen() {
        unsafe ccurl_set_callbacks(
            curl.functions,
            easy,
            Unmanaged.passUnretained(self).toOpaque(),
            { bytes, size, count, context in unsafe CurlTransfer.of(context).takeHead(bytes, size &* count) },
            { bytes, size, count, context in unsafe CurlTransfer.of(context).takeBody(bytes, size &* count) },
            { context, _, peer in unsafe CurlTransfer.of(context).open(peer) }
        )
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> CurlTransfer {
        guard let context = unsafe context else { preconditionFailure("a callback without its transfer") }
        return unsafe Unmanaged<CurlTransfer>.fromOpaque(context).takeUnretainedValue()
    }

    private func takeHead(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int {
        let line = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
        if body.isEmpty { unsafe head.take(Array(line)) }
        isTooLarge = isTooLarge || head.isTooLarge
        return isTooLarge ? 0 : count
    }

    private func takeBody(_ bytes: UnsafePointer<CChar>?, _ count: Int) -> Int {
        isTooLarge = isTooLarge || body.count + count > call.request.limit
        if isTooLarge { return 0 }
        unsafe body.append(contentsOf: UnsafeRawBufferPointer(start: bytes, count: count))
        return count
    }

    /// The address is the one that will be connected to: what the name service says meanwhile changes nothing.
    private func open(_ peer: UnsafePointer<curl_sockaddr>?) -> curl_socket_t {
        guard let peer = unsafe peer else { return -1 }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = Int(unsafe ccurl_address(peer, &bytes))
        if judgesAddresses, !isPublic(Array(bytes[..<count])) {
            refusedAddress = IPAddress(bytes: bytes[..<count])?.description
            return -1
        }
        return unsafe ccurl_open(peer)
    }
}

/// Texts as libcurl takes them; it does not copy them.
@safe private final class CurlList {
    let first: UnsafeMutablePointer<curl_slist>?
    private let curl: CurlLibrary

    init(_ texts: [String], _ curl: CurlLibrary) {
        var list: UnsafeMutablePointer<curl_slist>?
        for text in texts { unsafe list = unsafe curl.functions.pointee.slist_append(list, text) }
        unsafe first = unsafe list
        self.curl = curl
    }

    deinit { unsafe curl.functions.pointee.slist_free_all(first) }
}
