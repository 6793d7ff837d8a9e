internal import JSON
public import Telemetry

/// Sends spans to a receiver of OTLP over HTTP, in batches. Nobody waits for it: what it cannot send in time is dropped,
/// and counted by the queue.
public struct SpanExporter: Sendable {
    public struct Settings: Sendable, Equatable {
        public var endpoint: HTTPURL
        /// For the receiver alone, such as `Authorization`.
        public var headers: [HTTPFieldName: Secret] = [:]
        /// For one request.
        public var timeout = Duration.seconds(10)
        /// Spans of one request.
        public var batch = 512
        /// How long spans wait for others.
        public var interval = Duration.seconds(5)
        /// Requests for one batch.
        public var attempts = 5
        /// After the first attempt; doubles with each.
        public var pause = Duration.seconds(1)
        /// Longest pause that a receiver may ask for.
        public var longestPause = Duration.seconds(30)

        public init(to endpoint: HTTPURL) { self.endpoint = endpoint }
    }

    private let settings: Settings
    private let queue: SpanQueue
    private let form: SpanBatch
    private let client: any HTTPClient
    private let timers: any Timers
    private let log: Logger

    public init(
        _ settings: Settings,
        from queue: SpanQueue,
        as form: SpanBatch,
        asking client: any HTTPClient,
        timers: any Timers = PoolTimers(),
        log: Logger
    ) {
        self.settings = settings
        self.queue = queue
        self.form = form
        self.client = client
        self.timers = timers
        self.log = log
    }

    /// Sends what comes, until the queue is closed and empty.
    public func run() async {
        var isDown = false
        while true {
            await queue.wait(for: 1)
            if queue.count < settings.batch { await pause(settings.interval, for: settings.batch) }
            let spans = queue.take(settings.batch)
            guard !spans.isEmpty else {
                if queue.isClosed { return }
                continue
            }
            await send(spans, &isDown)
        }
    }

    /// Waits for `time`, for `count` spans if it says so, or until nothing more will come.
    private func pause(_ time: Duration, for count: Int? = nil) async {
        let timer = timers.after(time) { [queue] in queue.wake() }
        await queue.wait(for: count)
        timer.cancel()
    }

    private func send(_ spans: [SpanRecord], _ isDown: inout Bool) async {
        let body = JSONValue.object(form.json(spans)).bytes
        var pause = settings.pause
        for attempt in 1...max(1, settings.attempts) {
            switch await post(body) {
            case .taken(let refused):
                queue.delivered(max(0, spans.count - refused))
                if refused > 0 { queue.lost(min(refused, spans.count), .refused) }
                if isDown { log.info("the receiver of traces is back") }
                isDown = false
                return
            case .refused(let reason):
                queue.lost(spans.count, .refused)
                return warn(reason, &isDown)
            case .later(let reason, let asked):
                warn(reason, &isDown)
                guard attempt < settings.attempts, !queue.isClosed else { break }
                await rest(asked.map { min($0, settings.longestPause) } ?? pause)
                pause = min(pause * 2, settings.longestPause)
            }
            if queue.isClosed { break }
        }
        queue.lost(spans.count, .unreachable)
    }

    /// As long as `time`, though spans come; not when nothing more will come.
    private func rest(_ time: Duration) async {
        let end = ContinuousClock.now + time
        while !queue.isClosed, ContinuousClock.now < end { await pause(end - .now) }
    }

    /// Once, until it works again.
    private func warn(_ reason: String, _ isDown: inout Bool) {
        guard !isDown else { return }
        isDown = true
        log.warning("traces cannot be sent", ["host": .string(settings.endpoint.host), "reason": .string(reason)])
    }

    private enum Outcome {
        /// But for so many spans.
        case taken(refused: Int)
        case refused(String)
        /// Not before the time is over, where the receiver says one.
        case later(String, Duration?)
    }

    private func post(_ body: [UInt8]) async -> Outcome {
        var request = HTTPClientRequest(.post, settings.endpoint, body: body, namedBy: .configuration)
        request.fields[.contentType] = "application/json"
        for (name, value) in settings.headers { request.fields[name] = value.revealed }
        request.timeout = settings.timeout
        request.limit = 64 << 10
        do throws(HTTPClientError) {
            let response = try await client.send(request)
            switch response.status.code {
            case 200..<300: return .taken(refused: Self.refused(in: response.body))
            case 429, 502, 503, 504: return .later("status \(response.status.code)", response.fields.retryAfter)
            default: return .refused("status \(response.status.code)")
            }
        } catch {
            return .later("\(error)", nil)
        }
    }

    /// `partialSuccess.rejectedSpans`, a number of 64 bits: JSON has it as a text.
    private static func refused(in body: [UInt8]) -> Int {
        guard case .object(let answer)? = try? JSONParser().parse(body.span),
            let rejected = answer["partialSuccess"]?.object?["rejectedSpans"]
        else { return 0 }
        switch rejected {
        case .int(let count): return max(0, count)
        case .string(let text): return max(0, Int(text) ?? 0)
        default: return 0
        }
    }
}

extension HTTPFields {
    /// Whole seconds (RFC 9110 §10.2.3).
    fileprivate var retryAfter: Duration? {
        self[.retryAfter].flatMap { Int($0) }.flatMap { 0...86_400 ~= $0 ? .seconds($0) : nil }
    }
}
