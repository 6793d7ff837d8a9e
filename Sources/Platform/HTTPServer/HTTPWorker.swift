internal import CUV
internal import Glibc
internal import HTTP
internal import JSON
internal import Telemetry

/// The part of a server that runs on one loop. Confined to the loop's thread.
@safe final class HTTPWorker: @unchecked Sendable {
    let loop = EventLoop()
    let load: ServerLoad
    let parser: RequestParser
    let compression = MessageDeflate()
    let ticks: Ticks
    let stallTime: UInt64
    let accessOutput: AccessOutput?
    private var ids = RequestID.Maker()
    let meter = LoopMeter()
    /// Of a loop, not of the process: counting references to what two loops hold costs both.
    let repeats = JSONRepeats()
    /// Who answers the request at hand.
    private let handler: @Sendable () -> any HTTPHandler
    private let tls: TLSSource?
    private let wire: TLSWire?
    private let proxies: [CIDR]?
    /// What came, while it is opened.
    private var sealedInput: [UInt8] = []
    private let log: Logger
    private var connections = HandleTable<HTTPConnection>()
    private var wheel = DeadlineWheel()
    private var ticker: Ticker?
    private var acceptor: Acceptor?
    /// Requests whose handlers wait; the same handler may outlive its connection.
    /// With what each has taken from the memory budget.
    private var waiting: [Ticket: Holding] = [:]
    /// Handlers that have ended.
    private(set) var endedCount: UInt64 = 0
    /// Connections whose answers wait for the end of the round.
    private var unflushed: [HTTPConnection] = []
    /// Those that are flushed now.
    private var flushing: [HTTPConnection] = []
    private var spareOutputs: [[UInt8]] = []
    var tasks = HandlerTasks()
    private(set) var isDraining = false
    private var dateText = ResponseDate(secondsSince1970: 0)
    private var dateSecond: UInt64?

    private struct Ticket: Hashable {
        let id: HandleID
        let serial: UInt64
    }

    private struct Holding {
        let bytes: Int
        let address: String
    }

    /// The deadlines of the settings, in ticks of the wheel.
    struct Ticks {
        let handshake: Int
        let request: Int
        let idle: Int
        let write: Int
        let comment: Int
        /// For a refused client to read the answer.
        let linger = DeadlineWheel.ticks(.seconds(2))
        let drain: Int
    }

    init(
        _ load: ServerLoad,
        choosing handler: @escaping @Sendable () -> any HTTPHandler,
        tls: TLSSource? = nil,
        proxies: [CIDR]? = nil,
        log: Logger,
        accessLog: AccessLog? = nil
    ) {
        self.load = load
        accessOutput = accessLog.map { AccessOutput($0) }
        self.handler = handler
        self.tls = tls
        self.proxies = proxies
        wire = tls.map { _ in TLSWire() }
        self.log = log
        let limits = load.limits
        parser = RequestParser(HeadLimits(bytes: limits.head, fields: limits.fields, body: limits.body))
        ticks = Ticks(
            handshake: DeadlineWheel.ticks(limits.handshakeTime),
            request: DeadlineWheel.ticks(limits.requestTime),
            idle: DeadlineWheel.ticks(limits.idleTime),
            write: DeadlineWheel.ticks(limits.writeTime),
            comment: DeadlineWheel.ticks(limits.commentInterval),
            drain: DeadlineWheel.ticks(limits.drainTime)
        )
        stallTime = limits.stallTime.milliseconds * 1_000_000
    }

    /// Serves connections to `descriptor`, a listening socket, until drained.
    func run(listeningOn descriptor: Int32) {
        loop.run {
            loop.afterRound = { [unowned self] in flush() }
            loop.executor.stallTime = stallTime
            loop.executor.stalled = { [log, meter] in
                meter.stalled(nanoseconds: $0.milliseconds * 1_000_000)
                log.warning("a task held its event loop", ["milliseconds": .int(Int($0.milliseconds))])
            }
            ticker = Ticker(loop, every: DeadlineWheel.tickMilliseconds) { [unowned self] in tick() }
            acceptor = Acceptor(loop, descriptor: descriptor, log: log) { [unowned self] in accept($0, from: $1) }
            acceptor?.start()
        }
        accessOutput?.flush()
    }

    // MARK: Connections

    private func accept(_ descriptor: Int32, from address: String) {
        guard isWelcome(address) else {
            Glibc.close(descriptor)
            return refusedHandshake("no proxy that is trusted", from: address)
        }
        let admitted = load.admit(from: address)
        // Behind a handshake nobody is told so.
        guard admitted || (refusedCount < Self.refusedLimit && tls == nil) else {
            Glibc.close(descriptor)
            meter.refused(.connections)
            return
        }
        guard let socket = TCPSocket(loop, descriptor: descriptor) else {
            if admitted { load.leave(from: address) }
            return
        }
        let connection = HTTPConnection(socket, worker: self, from: address)
        connection.isAdmitted = admitted
        socket.owner = connection
        if connections.count == 0 { ticker?.start() }
        connections.adopt(connection, at: socket.id)
        if proxies != nil, admitted { connection.prelude = [] }
        if let tls, let wire, admitted {
            connection.tls = TLSSession(tls.context, wire)
            // There is no memory for it.
            if connection.tls == nil { return connection.close() }
        }
        if admitted {
            connection.open()
        } else {
            refusedCount += 1
            connection.refuse(.serviceUnavailable, as: .connections)
        }
    }

    /// With proxies that name their clients, nobody else may say who it is.
    private func isWelcome(_ address: String) -> Bool {
        guard let proxies else { return true }
        return IPAddress(address).map { address in proxies.contains { $0.contains(address) } } ?? false
    }

    /// Counts `connection` as one of the client that its proxy speaks for.
    ///
    /// - Returns: whether that client may have one more; if not, it has been told.
    func move(_ connection: HTTPConnection, to address: String) -> Bool {
        load.leave(from: connection.remoteAddress)
        connection.remoteAddress = address
        guard !load.admit(from: address) else { return true }
        connection.isAdmitted = false
        refusedCount += 1
        connection.prelude = nil
        if connection.tls == nil {
            connection.refuse(.serviceUnavailable, as: .connections)
        } else {
            meter.refused(.connections)
            connection.close()
        }
        return false
    }

    /// Replaces what the socket has received by what it means.
    func open(through tls: TLSSession, reply: inout [UInt8]) -> TLSSession.Input {
        swap(&loop.input, &sealedInput)
        loop.input.removeAll(keepingCapacity: true)
        return tls.open(sealedInput, into: &loop.input, reply: &reply)
    }

    /// A handshake has failed: often the fault of the peer, and no news for whoever runs the server.
    func refusedHandshake(_ reason: String, from address: String) {
        meter.refused(.handshake)
        log.debug("TLS handshake failed", ["reason": .string(reason), "address": .string(address)])
    }

    var hasConnections: Bool { connections.count > 0 }

    func forget(_ connection: HTTPConnection) {
        connections.release(connection.id)
        if connection.isAdmitted { load.leave(from: connection.remoteAddress) } else { refusedCount -= 1 }
        if connections.count == 0 {
            ticker?.stop()
            accessOutput?.flush()
            dismiss(tasks.takeAll())
            repeats.removeAll()
            if load.memory.hasFallen() { SystemProcess.returnFreeMemory() }
            if isDraining { loop.stop() }
        }
    }

    /// Connections beyond the limits that are being told so.
    private var refusedCount = 0
    private static let refusedLimit = 64

    /// The connection that still waits for the answer `serial`.
    func connection(_ id: HandleID, _ serial: UInt64) -> HTTPConnection? {
        guard let connection = connections[id], connection.serial == serial else { return nil }
        return connection
    }

    // MARK: Requests

    func nextRequestID() -> String { ids.next() }

    /// What comes of a request.
    func outcome(of request: inout HTTPRequest) -> HTTPOutcome { handler().outcome(of: &request) }

    /// Waits for the answer and sends it, unless the connection has gone or has been answered for.
    func answer(_ id: HandleID, _ serial: UInt64, with outcome: HTTPOutcome) async {
        let response = await outcome.response
        switch response.body {
        case .stream(let produce):
            guard let connection = connection(id, serial) else { return ended(id, serial) }
            guard connection.begin(response) else {
                connection.endBody()
                return ended(id, serial)
            }
            goOn(id, serial) { [self] in
                await produce { [self] piece in await write(piece, on: id, serial) }
                self.connection(id, serial)?.endBody()
            }
        case .webSocket(let terms, let serve):
            guard let channel = connection(id, serial)?.upgrade(response, terms) else { return ended(id, serial) }
            goOn(id, serial) {
                await serve(channel)
                channel.close(.normal)
            }
        case .bytes:
            connection(id, serial)?.finish(response)
            ended(id, serial)
        }
    }

    /// What follows the head of an answer, in a task of its own: the task of the handler keeps the memory that its
    /// deepest calls took, and an event stream may stay for days.
    private func goOn(_ id: HandleID, _ serial: UInt64, _ body: @escaping @Sendable () async -> Void) {
        // Cancelled when the peer leaves; it ends with the answer.
        let task = Task.immediate(executorPreference: loop.executor) { [self] in
            await body()
            ended(id, serial)
        }
        if let connection = connection(id, serial) { connection.task = task } else { task.cancel() }
    }

    /// The handler, and what it left to be done, has ended.
    func ended(_ id: HandleID, _ serial: UInt64) {
        endedCount &+= 1
        if !waiting.isEmpty { forgetWaiting(Ticket(id: id, serial: serial)) }
    }

    /// The answer to a request whose large body need not be read.
    func refusal(of head: HTTPRequest) -> HTTPResponse? { handler().refusal(of: head) }

    /// Counts a request whose handler waits, with `bytes` of memory, until the handler ends.
    func suspended(_ id: HandleID, _ serial: UInt64, holding bytes: Int, from address: String) {
        waiting[Ticket(id: id, serial: serial)] = Holding(bytes: bytes, address: address)
        load.began(holding: bytes, from: address)
    }

    private func forgetWaiting(_ ticket: Ticket) {
        guard let held = waiting.removeValue(forKey: ticket) else { return }
        load.ended(holding: held.bytes, from: held.address)
    }

    /// Sends a piece of a body, and returns when there is room for the next. From any thread.
    private func write(_ piece: [UInt8], on id: HandleID, _ serial: UInt64) async {
        if loop.executor.isCurrent {
            guard let connection = connection(id, serial) else { return }
            connection.send(piece)
            guard connection.isOpen, connection.isCongested else { return }
        }
        await withCheckedContinuation { continuation in
            let wasCurrent = loop.executor.isCurrent
            loop.executor.perform { [self] in
                guard let connection = connection(id, serial) else { return continuation.resume() }
                if !wasCurrent { connection.send(piece) }
                if connection.isOpen, connection.isCongested {
                    connection.writers.append(continuation)
                } else {
                    continuation.resume()
                }
            }
        }
    }

    // MARK: Output

    /// Flushes `connection` at the end of this round. A peer that waits for many answers is then woken once, not by
    /// each of them.
    func flushLater(_ connection: HTTPConnection) {
        // A large answer must not wait uncounted.
        if connection.output.count > Self.lateLimit { return connection.flush() }
        guard !connection.isUnflushed else { return }
        connection.isUnflushed = true
        unflushed.append(connection)
    }

    private func flush() {
        // A flush may go on to the next request, whose answer then waits for the next turn of this loop.
        while !unflushed.isEmpty {
            swap(&unflushed, &flushing)
            for connection in flushing {
                connection.isUnflushed = false
                connection.flush()
            }
            flushing.removeAll(keepingCapacity: true)
        }
    }

    /// A buffer for an answer; an idle connection has none.
    func borrowOutput() -> [UInt8] { spareOutputs.popLast() ?? [] }

    func giveBack(_ output: consuming [UInt8]) {
        guard output.capacity <= Self.spareSize, spareOutputs.count < Self.spareLimit else { return }
        output.removeAll(keepingCapacity: true)
        spareOutputs.append(output)
    }

    /// Bytes of answers that may wait for the end of a round.
    private static let lateLimit = 64 << 10
    private static let spareLimit = 128
    private static let spareSize = 16 << 10

    // MARK: Time

    /// Ticks so far: the wheel's, where every request can read it without looking into the wheel.
    private var now = 0

    func tick(after ticks: Int) -> Int { now + ticks }
    func file(_ id: HandleID, at tick: Int) -> Int { wheel.file(id, at: tick) }

    private func tick() {
        let due = wheel.advance()
        now = wheel.now
        for id in due { connections[id]?.reached(now) }
        accessOutput?.flush()
        dismiss(tasks.takeUnneeded())
        if isDraining, now >= drainTick { closeAll() }
        if load.memory.hasFallen() { SystemProcess.returnFreeMemory() }
    }

    /// Made anew once a second.
    var date: ResponseDate {
        let second = loop.now / 1000
        if second != dateSecond {
            dateSecond = second
            dateText = ResponseDate(secondsSince1970: time(nil))
        }
        return dateText
    }

    // MARK: The end

    private var drainTick = Int.max

    /// Takes no more connections, lets running requests finish, and ends the loop.
    func drain() {
        guard !isDraining else { return }
        isDraining = true
        drainTick = now + ticks.drain
        acceptor?.close()
        dismiss(tasks.takeAll())
        for connection in connections.all { connection.drain() }
        if connections.count == 0 { loop.stop() }
    }

    /// Closes every connection; running handlers are cancelled.
    func closeAll() {
        for connection in connections.all { connection.close() }
    }
}

extension HTTPConnection {
    /// Closes at once when idle, and after the answer otherwise.
    fileprivate func drain() {
        closesAfterReply = true
        drainAction?()
        if phase == .head, !isInRequest, input.isEmpty, inFlight == 0, queue.isEmpty { close() }
    }
}
