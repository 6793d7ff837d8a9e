internal import HTTP

/// What a connection takes from the memory budget.
extension HTTPConnection {
    /// Brings the budget up to date with what this connection holds.
    func settle() {
        let load = worker.load
        if tls != nil, !hasChargedTLS {
            guard load.memory.take(TLSSession.cost) else { return overflow() }
            hasChargedTLS = true
        }
        let held = input.count + body.capacity + heldMessages + queue.size + inFlight
        if held <= charged {
            if held < charged { load.giveBack(charged - held, from: remoteAddress) }
            charged = held
        } else if load.take(held - charged, from: remoteAddress) {
            charged = held
        } else {
            overflow()
        }
    }

    private func overflow() {
        input = []
        switch phase {
        case .head, .body, .chunks: refuse(.serviceUnavailable)
        case .handling, .lingering, .closed: close()
        }
    }

    func releaseMemory() {
        if charged > 0 { worker.load.giveBack(charged, from: remoteAddress) }
        if hasChargedTLS { worker.load.memory.giveBack(TLSSession.cost) }
        charged = 0
        hasChargedTLS = false
    }
}
