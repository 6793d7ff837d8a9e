internal import HTTP

/// A connection whose bytes are encrypted: what comes is opened before it is parsed, what goes is sealed when it is
/// flushed. Everything that waits in between is counted as it is on the wire.
extension HTTPConnection {
    /// What came is for `tls` to open.
    func openReceived(_ tls: TLSSession) {
        if phase == .lingering { return }
        if tls.isUntouched, bytesAreHTTP(worker.loop.input) { return refusePlain() }
        let wasEstablished = tls.isEstablished
        // Once the handshake is over it stays empty, nearly always.
        var reply: [UInt8] = []
        let result = worker.open(through: tls, reply: &reply)
        if tls.isEstablished, !wasEstablished { handshakeEnded(tls) }
        transmit(reply)
        guard isOpen else { return }
        if worker.loop.input.isEmpty { settle() } else { take() }
        guard isOpen else { return }
        switch result {
        case .open:
            // A peer that asks for answers of the cipher alone, and reads none of them.
            if isCongested { socket.stopReading() }
        case .ended:
            socket.stopReading()
            ended()
        case .failed(let reason): fail(reason, wasEstablished)
        }
    }

    private func handshakeEnded(_ tls: TLSSession) {
        tlsFacts = tls.facts
        requestTick = worker.tick(after: worker.ticks.request)
        file()
    }

    /// The alert is on its way; the peer gets time to read it.
    private func fail(_ reason: String, _ wasEstablished: Bool) {
        if !wasEstablished { worker.refusedHandshake(reason, from: remoteAddress) }
        guard phase != .handling else { return close() }
        phase = .lingering
        closesAfterFlush = true
        requestTick = worker.tick(after: worker.ticks.linger)
        file()
        flush()
    }

    /// The first bytes of a method, where a handshake would begin with 22.
    private func bytesAreHTTP(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first else { return false }
        return UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first
    }

    private func refusePlain() {
        tls = nil
        refuse(.badRequest, saying: "This port speaks HTTPS")
    }

    /// Seals the output in place.
    ///
    /// - Returns: `false` when the connection is closed instead.
    func sealOutput(_ tls: TLSSession) -> Bool {
        let plain = output
        output = worker.borrowOutput()
        let isSealed = tls.seal(plain, into: &output)
        worker.giveBack(plain)
        if !isSealed { close() }
        return isSealed
    }

    func expireHandshake() {
        worker.refusedHandshake("too slow", from: remoteAddress)
        close()
    }

    /// Tells the peer that nothing more comes, so that it knows the end from a cut.
    func sayEnd() {
        guard let tls, pending == 0 else { return }
        let bytes = tls.finish()
        // The socket takes so little or is broken; the end of the connection follows in either case.
        if !bytes.isEmpty { _ = socket.tryWrite(bytes) }
    }
}
