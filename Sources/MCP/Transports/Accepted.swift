internal import HTTP

/// Which of the two forms of an answer a client reads (RFC 9110 §12.5.1).
struct Accepted: OptionSet {
    let rawValue: UInt8
    static let json = Self(rawValue: 1)
    static let eventStream = Self(rawValue: 2)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Everything, when there is no `Accept`.
    init(_ fields: borrowing HTTPFields) {
        switch fields.agreement(of: .accept, with: "application/json, text/event-stream") {
        case .equal, .missing: self = [.json, .eventStream]
        case .different, .several:
            self = []
            for range in fields[all: .accept].flatMap({ $0.split(separator: ",") }) { formUnion(Self(range: range)) }
        }
    }

    private init(range: Substring) {
        let parts = range.split(separator: ";", omittingEmptySubsequences: false).map { $0.trimmed.lowercased() }
        let isRefused = parts.dropFirst().contains { $0 == "q=0" || $0.wholeMatchOfZero }
        self =
            switch parts[0] {
            case _ where isRefused: []
            case "application/json": .json
            case "text/event-stream": .eventStream
            case "application/*": .json
            case "text/*": .eventStream
            case "*/*": [.json, .eventStream]
            default: []
            }
    }
}

extension HTTPFields {
    /// Whether the body says it is JSON and nothing else. A web page cannot send that without asking first
    /// (Fetch standard, "CORS-safelisted request-header").
    var declaresJSON: Bool {
        guard count(of: .contentEncoding) == 0 else { return false }
        switch agreement(of: .contentType, with: "application/json") {
        case .equal: return true
        case .missing, .several: return false
        case .different: break
        }
        guard let value = self[.contentType], !value.contains(",") else { return false }
        let type = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)[0]
        return type.trimmed.lowercased() == "application/json"
    }
}

extension Substring {
    /// Without blanks at either end.
    fileprivate var trimmed: Substring {
        var text = self
        while let first = text.utf8.first, first == 0x20 || first == 0x09 { text.removeFirst() }
        while let last = text.utf8.last, last == 0x20 || last == 0x09 { text.removeLast() }
        return text
    }
}

extension String {
    /// Whether the text is a weight of nothing, such as `q=0.00`.
    fileprivate var wholeMatchOfZero: Bool {
        hasPrefix("q=0.") && utf8.dropFirst(4).allSatisfy { $0 == UInt8(ascii: "0") }
    }
}
