internal import HTTP

/// Heads that say what the last one said.
extension HTTPConnection {
    /// Reads the head that starts at `start`, if it is the known one.
    func read(_ known: KnownHead, in bytes: [UInt8], from start: Int) -> KnownHead.Reading? {
        guard let reading = known.read(bytes, from: start) else { return nil }
        headPatience = Self.headPatience
        return reading
    }

    /// Remembers a head that has been parsed, from the second request on: many connections carry but one.
    func keep(_ head: RequestHead, from text: ArraySlice<UInt8>) {
        guard headPatience > 0, serial > 0, head.keepsAlive else { return }
        // Some clients never repeat themselves, or find no place: remembering what they say is in vain.
        headPatience &-= 1
        if headPatience == 0 { return forgetHead() }
        if known == nil, !worker.load.headPlaces.take() { return }
        known = KnownHead(head, from: text, within: worker.parser.limits)
        knownSize = known?.size ?? 0
        if known == nil { worker.load.headPlaces.giveBack() }
    }

    func forgetHead() {
        guard known != nil else { return }
        known = nil
        knownSize = 0
        worker.load.headPlaces.giveBack()
    }

    /// Heads in a row that may differ from the one before until none is remembered any more.
    static let headPatience = 8
}
