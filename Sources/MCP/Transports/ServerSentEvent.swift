/// One event of an event stream (HTML standard, "Server-sent events").
enum ServerSentEvent {
    /// `message` is JSON text, which holds no line break: a control character in it is always escaped.
    static func text(_ message: [UInt8]) -> [UInt8] {
        var event: [UInt8] = []
        event.reserveCapacity(message.count + 8)
        event.append(contentsOf: Array("data: ".utf8))
        event.append(contentsOf: message)
        event.append(contentsOf: Array("\n\n".utf8))
        return event
    }
}
