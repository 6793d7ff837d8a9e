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
        if charge(held + knownSize) { return }
        // What is only remembered makes room for what is needed.
        forgetHead()
        if !charge(held) { overflow() }
    }

    /// Counts `held` bytes in place of those that were counted, if they may be had.
    private func charge(_ held: Int) -> Bool {
        let load = worker.load
        if held < charged {
            load.giveBack(charged - held, from: remoteAddress)
        } else if held > charged, !load.take(held - charged, from: remoteAddress) {
            return false
        }
        charged = held
        return true
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
