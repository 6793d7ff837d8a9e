internal import HTTP

/// The answers to a batch, counted while they are collected.
struct BatchAnswers {
    private let exchange: any Exchange
    private var texts: [[UInt8]] = []
    private var held: [HeldMemory] = []
    private var isTooMuch = false

    init(over exchange: any Exchange) { self.exchange = exchange }

    /// - Returns: whether there was room.
    mutating func add(_ text: [UInt8]) -> Bool {
        guard let memory = exchange.hold(text.count) else {
            isTooMuch = true
            return false
        }
        held.append(memory)
        texts.append(text)
        return true
    }

    var response: HTTPResponse {
        if isTooMuch { return .unavailable("The server is busy") }
        return texts.isEmpty ? HTTPResponse(.accepted) : .json(Self.array(of: texts))
    }

    static func array(of texts: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + texts.joined(separator: [UInt8(ascii: ",")]) + Array("]".utf8)
    }
}
