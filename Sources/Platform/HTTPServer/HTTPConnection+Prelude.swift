internal import HTTP

/// A connection that a proxy opens with the name of its client.
extension HTTPConnection {
    /// Takes what came for the proxy's header.
    ///
    /// - Returns: whether `loop.input` holds bytes of the connection's own.
    func takePrelude() -> Bool {
        guard var bytes = prelude else { return true }
        bytes += worker.loop.input
        switch ProxyHeader.read(bytes) {
        case .incomplete:
            prelude = bytes
            return false
        case .malformed:
            worker.refusedHandshake("no PROXY header", from: remoteAddress)
            close()
            return false
        case .own(let length): return begin(behind: length, bytes)
        case .client(let address, let length): return begin(for: address.description, behind: length, bytes)
        // Not the proxy's own address: what it may say, this client may not.
        case .unnamed(let length): return begin(for: "unknown", behind: length, bytes)
        }
    }

    private func begin(for client: String, behind length: Int, _ bytes: [UInt8]) -> Bool {
        worker.move(self, to: client) && begin(behind: length, bytes)
    }

    private func begin(behind length: Int, _ bytes: [UInt8]) -> Bool {
        prelude = nil
        worker.loop.input.removeAll(keepingCapacity: true)
        worker.loop.input.append(contentsOf: bytes[length...])
        if tls == nil {
            requestTick = worker.tick(after: worker.ticks.request)
            file()
        }
        return length < bytes.count
    }
}
