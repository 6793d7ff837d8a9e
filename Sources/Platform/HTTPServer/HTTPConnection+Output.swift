internal import HTTP

/// From answers to bytes.
extension HTTPConnection {
    /// Whether the peer reads too slowly for more requests or pieces.
    var isCongested: Bool { pending > Self.congestion }
    /// Bytes that the peer has not taken.
    var pending: Int { queue.count + inFlight }

    /// Writes a whole answer into the output.
    func write(_ response: HTTPResponse) {
        guard case .bytes(let bytes) = response.body else { return }
        worker.meter.answered(response.status)
        borrowOutput()
        let isEmpty = response.status == .noContent
        ResponseWriter.head(
            of: response,
            framing: isEmpty ? .none : .length(bytes.count),
            closes: closesAfterReply,
            at: worker.date,
            id: requestID,
            to: &output
        )
        if !isHead, !isEmpty { output.append(contentsOf: bytes) }
        record?.status = response.status.code
        record?.sent = isHead ? 0 : bytes.count
        endRecord()
        if closesAfterReply { closesAfterFlush = true }
    }

    func borrowOutput() {
        if output.capacity == 0 { output = worker.borrowOutput() }
    }

    /// Offers the output to the socket, and queues what it does not take.
    func flush() {
        guard isOpen else { return }
        if !output.isEmpty {
            if let tls, !sealOutput(tls) { return }
            transmit(output)
            guard isOpen else { return }
            worker.giveBack(takeOutput())
        }
        settle()
        if isOpen { closeWhenDone() }
    }

    /// Offers `bytes`, as they go over the wire, to the socket, and queues what it does not take.
    func transmit(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        if pending == 0 {
            guard let count = socket.tryWrite(bytes) else { return close() }
            if count < bytes.count {
                queue.append(bytes[count...])
                rateTick = worker.tick(after: 0)
                rateBytes = 0
            }
        } else {
            queue.append(bytes[...])
        }
        sendQueue()
    }

    /// Hands the next part of the queue to the socket. Parts are small, so that a slow reader shows its progress.
    private func sendQueue() {
        guard inFlight == 0, !queue.isEmpty else { return }
        let part = queue.take(upTo: Self.writeSize)
        writeTick = worker.tick(after: worker.ticks.write)
        file()
        guard socket.write(part) else { return close() }
        inFlight = part.count
    }

    func wrote(failed: Bool) {
        if failed || isTooSlow(taking: inFlight) { return close() }
        inFlight = 0
        writeTick = .max
        sendQueue()
        guard isOpen else { return }
        settle()
        closeWhenDone()
        guard isOpen else { return }
        if !isCongested {
            let waiting = writers
            writers = []
            for writer in waiting { writer.resume() }
            if webSocket != nil { return takeMessages() }
            if phase != .handling, phase != .lingering, !closesAfterFlush { pump() }
        }
    }

    /// Whether the peer takes what waits for it too slowly. Looks at windows of the write time.
    private func isTooSlow(taking count: Int) -> Bool {
        rateBytes += count
        let ticks = worker.tick(after: 0) - rateTick
        guard ticks >= worker.ticks.write else { return false }
        defer {
            rateTick += ticks
            rateBytes = 0
        }
        let least = worker.load.limits.writeRate * ticks / DeadlineWheel.ticksPerSecond
        return rateBytes < least && !sendsComments && webSocket == nil
    }

    private func closeWhenDone() {
        // What stands in the output is flushed at the end of the loop's round, and then it is asked again.
        guard closesAfterFlush, phase != .handling, pending == 0, output.isEmpty else { return }
        guard phase == .lingering, !hasEnded else { return close() }
        // Closing with unread input would reset the connection and take the answer with it.
        if hasShutDown { return }
        hasShutDown = true
        sayEnd()
        socket.shutdown()
        socket.startReading()
    }

    private func takeOutput() -> [UInt8] {
        let taken = output
        output = []
        return taken
    }

    private static let congestion = 256 << 10
    private static let writeSize = 64 << 10
}
