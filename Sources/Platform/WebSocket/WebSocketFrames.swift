internal import CWslay
internal import HTTP

/// The server's side of one WebSocket: bytes of the peer become messages, messages become bytes (RFC 6455 §5, wslay).
///
/// Knows no socket. Confined to one thread.
@safe final class WebSocketFrames {
    struct Message {
        let bytes: [UInt8]
        let kind: wslay_opcode
    }
    /// Whole messages that nobody has taken yet.
    private(set) var inbox: [Message] = []
    /// What was taken last, and what is sent therefore: text, unless binary is agreed on.
    private var kind = WSLAY_TEXT_FRAME
    private var inboxBytes = 0
    /// What the peer shall read; whoever sends it takes it.
    private var output: [UInt8] = []
    /// Frames that have come whole.
    private(set) var frameCount = 0
    private(set) var isClosing = false
    private var hasFailed = false
    /// wslay is at work: what it shall write is only queued.
    private var isTaking = false

    private let limit: Int
    private let terms: WebSocketTerms
    private let compression: MessageDeflate
    private var context: wslay_event_context_ptr?

    private var input: [UInt8] = []
    private var inputStart = 0
    /// Data of the message that is coming, and what its frames said.
    private var message: [UInt8] = []
    private var isInData = false
    /// Messages that have begun to come.
    private var begun = 0
    private var isInMessage = false
    private var isInClose = false
    /// The peer's close frame had a payload, right or wrong.
    private var saidWhy = false

    /// `limit`: bytes of a message, also once it is inflated.
    init?(limit: Int, _ terms: WebSocketTerms, compression: MessageDeflate) {
        self.limit = limit
        self.terms = terms
        self.compression = compression
        unsafe context = nil
        var callbacks = Self.callbacks
        // Unretained: the context lives no longer than this object.
        let data = unsafe Unmanaged.passUnretained(self).toOpaque()
        guard unsafe wslay_event_context_server_init(&context, &callbacks, data) == 0 else { return nil }
        unsafe wslay_event_config_set_no_buffering(context, 1)
        unsafe wslay_event_config_set_max_recv_msg_length(context, UInt64(limit))
        if terms.deflate != nil { unsafe wslay_event_config_set_allowed_rsv_bits(context, Self.compressed) }
    }

    deinit { unsafe wslay_event_context_free(context) }

    // MARK: From the peer

    /// Takes bytes in, as many as fit in the inbox.
    ///
    /// - Returns: how many are used up.
    func take(_ bytes: [UInt8]) -> Int {
        input = bytes
        inputStart = 0
        defer { input = [] }
        isTaking = true
        if unsafe wslay_event_recv(context) != 0 { hasFailed = true }
        isTaking = false
        flush()
        // After a close or a mistake of the peer, the rest says nothing.
        return isDeaf ? bytes.count : inputStart
    }

    /// The next message.
    func next() -> [UInt8]? {
        guard !inbox.isEmpty else { return nil }
        let message = inbox.removeFirst()
        inboxBytes -= message.bytes.count
        kind = message.kind
        return message.bytes
    }

    /// Whether the inbox takes no more for now.
    var isFull: Bool { !isClosing && (inboxBytes > Self.inboxLimit || inbox.count > Self.inboxCount) }
    /// The number of the message of which a part has come.
    var unfinished: Int? { isInMessage ? begun : nil }
    /// Whether no further message will come.
    var isDeaf: Bool { unsafe hasFailed || isClosing || wslay_event_get_read_enabled(context) == 0 }
    /// Whether both sides have said that they close, or there is nothing to be said to this peer.
    var isDone: Bool {
        guard !hasFailed else { return true }
        let isReading = unsafe wslay_event_get_read_enabled(context) != 0
        return unsafe wslay_event_get_close_sent(context) != 0
            && (wslay_event_get_close_received(context) != 0 || !isReading)
    }
    /// Bytes that this takes for the peer.
    var held: Int { inboxBytes + message.capacity }

    // MARK: To the peer

    func send(_ message: [UInt8]) {
        var payload = message
        var bits: UInt8 = 0
        if let deflate = terms.deflate, message.count >= Self.leastCompressed,
            let shorter = compression.deflate(message, windowBits: deflate.windowBits), shorter.count < message.count
        {
            payload = shorter
            bits = Self.compressed
        }
        queue(kind, payload, bits)
    }

    func ping() { queue(WSLAY_PING, [], 0) }

    /// Asks the peer to close (RFC 6455 §7.1.2), once.
    func close(_ code: WebSocketCloseCode) {
        guard !isClosing else { return }
        isClosing = true
        message = []
        unsafe wslay_event_queue_close(context, code.rawValue, nil, 0)
        flush()
    }

    func takeOutput() -> [UInt8] {
        defer { output = [] }
        return output
    }

    private func queue(_ opcode: wslay_opcode, _ payload: [UInt8], _ bits: UInt8) {
        let isQueued = unsafe payload.withUnsafeBufferPointer { payload in
            var message = unsafe wslay_event_msg(
                opcode: UInt8(opcode.rawValue),
                msg: payload.baseAddress,
                msg_length: payload.count
            )
            return unsafe wslay_event_queue_msg_ex(context, &message, bits) == 0
        }
        if isQueued { flush() }
    }

    private func flush() {
        if isTaking { return }
        if unsafe wslay_event_send(context) != 0 { hasFailed = true }
        sayWhatWasWrong()
        if unsafe wslay_event_get_close_sent(context) != 0 { isClosing = true }
    }
}

extension WebSocketFrames {
    /// wslay closes without a code when the frame itself was wrong, not only what it meant.
    private func sayWhatWasWrong() {
        guard !isClosing, output.suffix(2) == [0x88, 0] else { return }
        // Of a frame with a code, these are the end of its reason.
        let code = unsafe wslay_event_get_status_code_sent(context)
        guard unsafe wslay_event_get_close_sent(context) != 0, code == UInt16(WSLAY_CODE_NO_STATUS_RCVD.rawValue) else {
            return
        }
        if unsafe saidWhy || wslay_event_get_close_received(context) == 0 {
            output[output.count - 1] = 2
            output += [0x03, 0xea]
        }
    }
}

// MARK: Called by wslay

extension WebSocketFrames {
    fileprivate func read(_ room: UnsafeMutableBufferPointer<UInt8>) -> Int? {
        guard !isFull, inputStart < input.count else { return nil }
        let count = min(room.count, input.count - inputStart)
        unsafe input[inputStart..<(inputStart + count)].withUnsafeBytes { bytes in
            unsafe UnsafeMutableRawBufferPointer(room).copyMemory(from: bytes)
        }
        inputStart += count
        return count
    }

    fileprivate func write(_ bytes: UnsafeBufferPointer<UInt8>) { unsafe output.append(contentsOf: bytes) }

    fileprivate func beginFrame(_ opcode: UInt8) {
        let isBinary = opcode == UInt8(WSLAY_BINARY_FRAME.rawValue)
        isInData =
            isBinary || opcode == UInt8(WSLAY_TEXT_FRAME.rawValue)
            || opcode == UInt8(WSLAY_CONTINUATION_FRAME.rawValue)
        if isInData, opcode != UInt8(WSLAY_CONTINUATION_FRAME.rawValue) {
            begun &+= 1
            isInMessage = true
        }
        isInClose = opcode == UInt8(WSLAY_CONNECTION_CLOSE.rawValue)
        if isBinary, !terms.takesBinary { close(.unsupportedData) }
    }

    fileprivate func addData(_ bytes: UnsafeBufferPointer<UInt8>) {
        if isInClose, !bytes.isEmpty { saidWhy = true }
        guard isInData, !isClosing else { return }
        if message.count + bytes.count > limit { return close(.messageTooBig) }
        unsafe message.append(contentsOf: bytes)
    }

    fileprivate func endFrame() { frameCount &+= 1 }

    fileprivate func endMessage(_ opcode: UInt8, _ bits: UInt8) {
        let kind = [WSLAY_TEXT_FRAME, WSLAY_BINARY_FRAME].first { UInt8($0.rawValue) == opcode }
        guard let kind else { return }
        isInMessage = false
        guard !isClosing else { return }
        var whole = message
        message = []
        if bits & Self.compressed != 0 {
            switch compression.inflate(whole, limit: limit) {
            case .bytes(let bytes): whole = bytes
            case .tooLong: return close(.messageTooBig)
            case .corrupt: return close(.invalidPayload)
            case nil: return close(.internalError)
            }
            guard kind == WSLAY_BINARY_FRAME || whole.isUTF8 else { return close(.invalidPayload) }
        }
        inbox.append(Message(bytes: whole, kind: kind))
        inboxBytes += whole.count
    }

    /// RSV1, which marks a compressed message (RFC 7692 §6).
    private static let compressed: UInt8 = 4
    /// Shorter messages go as they are.
    private static let leastCompressed = 512
    private static let inboxLimit = 256 << 10
    private static let inboxCount = 64

    private static func of(_ data: UnsafeMutableRawPointer?) -> WebSocketFrames? {
        unsafe data.map { unsafe Unmanaged<WebSocketFrames>.fromOpaque($0).takeUnretainedValue() }
    }

    private static var callbacks: wslay_event_callbacks {
        unsafe wslay_event_callbacks(
            recv_callback: { context, room, count, _, data in
                let room = unsafe UnsafeMutableBufferPointer(start: room, count: count)
                if let count = unsafe WebSocketFrames.of(data)?.read(room) { return count }
                unsafe wslay_event_set_error(context, WSLAY_ERR_WOULDBLOCK.rawValue)
                return -1
            },
            send_callback: { _, bytes, count, _, data in
                unsafe WebSocketFrames.of(data)?.write(UnsafeBufferPointer(start: bytes, count: count))
                return count
            },
            genmask_callback: nil,
            on_frame_recv_start_callback: { _, frame, data in
                if let frame = unsafe frame { unsafe WebSocketFrames.of(data)?.beginFrame(frame.pointee.opcode) }
            },
            on_frame_recv_chunk_callback: { _, chunk, data in
                guard let chunk = unsafe chunk else { return }
                let bytes = unsafe UnsafeBufferPointer(start: chunk.pointee.data, count: chunk.pointee.data_length)
                unsafe WebSocketFrames.of(data)?.addData(bytes)
            },
            on_frame_recv_end_callback: { _, data in unsafe WebSocketFrames.of(data)?.endFrame() },
            on_msg_recv_callback: { _, message, data in
                guard let message = unsafe message else { return }
                unsafe WebSocketFrames.of(data)?.endMessage(message.pointee.opcode, message.pointee.rsv)
            }
        )
    }
}

/// Why a WebSocket closes (RFC 6455 §7.4.1).
enum WebSocketCloseCode: UInt16 {
    case normal = 1000
    case goingAway = 1001
    case unsupportedData = 1003
    case invalidPayload = 1007
    case policyViolation = 1008
    case messageTooBig = 1009
    case internalError = 1011
}

extension [UInt8] {
    fileprivate var isUTF8: Bool {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: span)
            return true
        } catch {
            return false
        }
    }
}
