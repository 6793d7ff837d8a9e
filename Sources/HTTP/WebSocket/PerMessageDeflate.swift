/// What both sides agreed on about compression (RFC 7692 §7).
///
/// Neither side keeps its window from one message to the next: a connection holds no memory for it, and messages do not
/// tell each other's secrets by their length.
public struct PerMessageDeflate: Sendable, Equatable {
    /// The base-2 logarithm of the window that the server compresses with, 9 to 15.
    public var windowBits: Int

    /// The first of the offers that can be met. `offers` are the values of `Sec-WebSocket-Extensions`.
    init?(offers: [String]) {
        let met = offers.flatMap { $0.split(separator: ",") }.compactMap { Self.windowBits(offer: $0) }.first
        guard let met else { return nil }
        windowBits = met
    }

    public init(windowBits: Int) { self.windowBits = windowBits }

    /// The value of `Sec-WebSocket-Extensions` in the answer.
    var answer: String {
        let common = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"
        return windowBits == 15 ? common : common + "; server_max_window_bits=\(windowBits)"
    }

    /// The window that one offer allows; `nil` for an offer of something else, or one that cannot be met.
    private static func windowBits(offer: Substring) -> Int? {
        let parts = offer.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmingBlanks }
        guard parts.first?.lowercased() == "permessage-deflate" else { return nil }
        var bits = 15
        var seen: Set<String> = []
        for part in parts.dropFirst() {
            let pair = part.split(separator: "=", maxSplits: 1).map { $0.trimmingBlanks }
            guard let name = pair.first?.lowercased(), seen.insert(name).inserted else { return nil }
            let value = pair.count == 2 ? pair[1].unquoted : nil
            switch (name, value) {
            case ("server_no_context_takeover", nil), ("client_no_context_takeover", nil): break
            case ("client_max_window_bits", nil): break
            case ("client_max_window_bits", let value?):
                guard number(value) != nil else { return nil }
            case ("server_max_window_bits", let value?):
                // zlib has no raw window of 8.
                guard let wanted = number(value), wanted >= 9 else { return nil }
                bits = wanted
            default: return nil
            }
        }
        return bits
    }

    /// 8 to 15, without leading zeros.
    private static func number(_ text: Substring) -> Int? { (8...15).first { String($0) == text } }
}

extension Substring {
    var trimmingBlanks: Substring {
        var rest = self
        while let first = rest.utf8.first, first.isBlank { rest = rest.dropFirst() }
        while let last = rest.utf8.last, last.isBlank { rest = rest.dropLast() }
        return rest
    }

    fileprivate var unquoted: Substring {
        count >= 2 && first == "\"" && last == "\"" ? dropFirst().dropLast() : self
    }
}
