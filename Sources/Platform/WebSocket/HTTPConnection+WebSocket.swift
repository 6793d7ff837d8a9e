internal import HTTP

/// A connection that has left HTTP: its socket, memory, deadlines and drain stay the same; the bytes mean something else.
extension HTTPConnection {
    /// What such a connection has beside the usual.
    final class WebSocket {
        let frames: WebSocketFrames
        var reader: CheckedContinuation<[UInt8]?, Never>?
        /// Whether whoever read was cancelled.
        var isDeserted = false
        /// Frames that had come when the peer was last asked for a sign of life.
        var framesHeard = -1
        /// The number of the message whose clock runs.
        var timedMessage: Int?

        init(_ frames: WebSocketFrames) { self.frames = frames }
    }

    /// Sends 101 and reads messages from now on.
    ///
    /// - Returns: what they are exchanged through; `nil` when the connection has been answered for.
    func upgrade(_ response: HTTPResponse, _ terms: WebSocketTerms) -> WebSocketChannel? {
        guard phase == .handling else { return nil }
        let limit = worker.load.limits.body
        guard !isHTTP10, response.status == .switchingProtocols,
            let frames = WebSocketFrames(limit: limit, terms, compression: worker.compression)
        else {
            finish(.upgradeRequired)
            return nil
        }
        isStreaming = true
        requestTick = .max
        forgetHead()
        borrowOutput()
        ResponseWriter.head(
            of: response,
            framing: .upgrade,
            closes: false,
            at: worker.date,
            id: requestID,
            to: &output
        )
        record?.status = response.status.code
        webSocket = WebSocket(frames)
        worker.meter.answered(response.status)
        worker.meter.webSocketBegan()
        let channel = WebSocketChannel(worker: worker, id: id, serial: serial)
        onDrain { channel.close(.goingAway) }
        postponePing()
        takeMessages()
        return isOpen ? channel : nil
    }

    // MARK: From the peer

    /// Reads messages from what was kept.
    func takeMessages() {
        guard let webSocket, phase == .handling else { return }
        let frames = webSocket.frames
        if !input.isEmpty, !frames.isFull, !isCongested {
            let kept = input
            input = []
            let used = frames.take(kept)
            if used < kept.count { input = used == 0 ? kept : Array(kept[used...]) }
        }
        sendFrames()
        guard isOpen else { return }
        handOver(webSocket)
        if frames.isDone { return leave() }
        heldMessages = frames.held
        settle()
        guard isOpen else { return }
        if frames.isFull || isCongested { socket.stopReading() } else { socket.startReading() }
        timeMessage(webSocket)
    }

    private func handOver(_ webSocket: WebSocket) {
        guard let reader = webSocket.reader else { return }
        if let message = webSocket.frames.next() {
            webSocket.reader = nil
            reader.resume(returning: message)
        } else if webSocket.frames.isDeaf {
            webSocket.reader = nil
            reader.resume(returning: nil)
        }
    }

    func receiveMessage(_ reader: CheckedContinuation<[UInt8]?, Never>) {
        guard let webSocket, !webSocket.isDeserted else { return reader.resume(returning: nil) }
        webSocket.reader = reader
        handOver(webSocket)
        if !input.isEmpty, !webSocket.frames.isFull { takeMessages() }
    }

    /// Whoever served the channel was cancelled, and wants no more messages.
    func stopReceiving() {
        webSocket?.isDeserted = true
        webSocket?.reader.take()?.resume(returning: nil)
    }

    // MARK: To the peer

    func sendMessage(_ message: [UInt8], _ writer: CheckedContinuation<Void, Never>) {
        webSocket?.frames.send(message)
        sendFrames()
        if isOpen, webSocket != nil, isCongested { writers.append(writer) } else { writer.resume() }
    }

    /// Asks the peer to close and gives it some time to answer.
    func closeWebSocket(_ code: WebSocketCloseCode) {
        guard let webSocket, phase == .handling else { return }
        webSocket.frames.close(code)
        requestTick = worker.tick(after: worker.ticks.linger)
        commentTick = .max
        file()
        takeMessages()
    }

    /// Collects frames; they leave at the end of the round.
    private func sendFrames() {
        guard let frames = webSocket?.frames else { return }
        let bytes = frames.takeOutput()
        guard !bytes.isEmpty || !output.isEmpty else { return }
        record?.sent += bytes.count
        borrowOutput()
        output.append(contentsOf: bytes)
        if output.count > Self.collected { flush() } else { worker.flushLater(self) }
    }

    /// Both sides have closed: what is left to write goes out, and then the connection ends.
    private func leave() {
        endRecord()
        abandonWebSocket()
        serial &+= 1
        task = nil
        drainAction = nil
        heldMessages = 0
        input = []
        commentTick = .max
        closesAfterFlush = true
        phase = .lingering
        requestTick = worker.tick(after: worker.ticks.linger)
        file()
        worker.flushLater(self)
    }

    /// Lets whoever waits for a message know that none will come.
    func abandonWebSocket() {
        guard let webSocket = webSocket.take() else { return }
        webSocket.reader?.resume(returning: nil)
        worker.meter.webSocketEnded()
    }

    // MARK: Time

    /// The clock of a message runs from its first byte to its last, whatever comes in between, while this server reads.
    private func timeMessage(_ webSocket: WebSocket) {
        let frames = webSocket.frames
        if frames.isClosing { return }
        guard let message = frames.unfinished, !frames.isFull, !isCongested else {
            webSocket.timedMessage = nil
            requestTick = .max
            return
        }
        guard message != webSocket.timedMessage else { return }
        webSocket.timedMessage = message
        requestTick = worker.tick(after: worker.ticks.request)
        file()
    }

    /// The time of a message, or of the end, is up.
    func expireWebSocket() {
        guard let webSocket, !webSocket.frames.isClosing else { return close() }
        closeWebSocket(.policyViolation)
    }

    /// Asks for a sign of life; a peer that gave none since it was last asked is gone.
    func ping() {
        guard let webSocket else { return }
        let count = webSocket.frames.frameCount
        guard count != webSocket.framesHeard else { return close() }
        webSocket.framesHeard = count
        webSocket.frames.ping()
        sendFrames()
        postponePing()
    }

    private func postponePing() {
        commentTick = worker.tick(after: worker.ticks.comment)
        file()
    }

    private static let collected = 64 << 10
}

extension WebSocketChannel {
    func close(_ code: WebSocketCloseCode) {
        worker.loop.executor.perform { [worker, id, serial] in
            worker.connection(id, serial)?.closeWebSocket(code)
        }
    }
}
