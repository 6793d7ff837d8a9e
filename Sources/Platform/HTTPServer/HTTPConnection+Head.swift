internal import HTTP

/// Heads that say what the last one said.
extension HTTPConnection {
    /// Reads the head that starts at `start`, if it is the known one.
    func read(_ known: KnownHead, in bytes: [UInt8], from start: Int) -> KnownHead.Reading? {
        if let reading = known.read(bytes, from: start) {
            headPatience = Self.headPatience
            return reading
        }
        // Some clients never repeat themselves: remembering what they say is in vain.
        headPatience &-= 1
        if headPatience == 0 { forgetHead() }
        return nil
    }

    /// Remembers `head`, from its second request on: many connections carry but one.
    func keep(_ head: RequestHead, from text: ArraySlice<UInt8>) {
        guard headPatience > 0, serial > 0 else { return }
        if known == nil, !worker.mayKeepHead() { return }
        known = KnownHead(head, from: text, within: worker.parser.limits)
        if known == nil { worker.keptHeads -= 1 }
    }

    func forgetHead() {
        guard known != nil else { return }
        known = nil
        worker.keptHeads -= 1
    }

    /// Heads that may differ from the one before until nothing is remembered any more.
    static let headPatience = 8
}
