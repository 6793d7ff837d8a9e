/// One value that is being read, with what a message needs to know about it.
public struct TOMLEntry {
    public let value: TOMLValue
    /// `server.port`, or `upstreams[2].url`
    public let path: String
    let place: TOMLPlace
    private let report: TOMLReport
    /// Whether `${NAME}` in it is still to be replaced.
    private let expands: Bool
    private let isRelaxed: Bool
    private var conceals = false

    init(_ node: TOMLNode, path: String, report: TOMLReport, isRelaxed: Bool, expands: Bool = true) {
        self.isRelaxed = isRelaxed
        value = node.value
        place = node.place
        self.path = path
        self.report = report
        self.expands = expands && node.variable == nil
    }

    /// The same value, which no message shows.
    public var concealed: Self {
        var copy = self
        copy.conceals = true
        report.conceal(path)
        return copy
    }

    /// Notes what the value must be, such as "an integer".
    public func mismatch(_ expected: String, suggestion: String? = nil) {
        refuse("must be \(expected), not \(value.kind)", suggestion: suggestion)
    }

    /// Notes a sentence whose subject is this value.
    public func refuse(_ predicate: String, suggestion: String? = nil) {
        guard !isRelaxed else { return }
        report.note(.error, at: place, "'\(path)' \(predicate)", suggestion: suggestion, conceals: conceals)
    }

    /// Notes a sentence whose subject is a part of this string: `part` counts its bytes of UTF-8.
    public func refuse(_ predicate: String, at part: Range<Int>, suggestion: String? = nil) {
        guard !isRelaxed else { return }
        let target = place(of: part).map { TOMLPlace(range: $0) } ?? place
        report.note(.error, at: target, "'\(path)' \(predicate)", suggestion: suggestion, conceals: conceals)
    }

    /// Notes a sentence whose subject is this value, which is used nevertheless.
    public func warn(_ predicate: String, suggestion: String? = nil) {
        guard !isRelaxed else { return }
        report.note(.warning, at: place, "'\(path)' \(predicate)", suggestion: suggestion, conceals: conceals)
    }

    /// The string, with its variables replaced.
    public var string: String? {
        guard case .string(let text) = value else {
            mismatch("a string", suggestion: value.isPlain ? "put it in quotes" : nil)
            return nil
        }
        return expanded(text)
    }

    /// Whether the string has its text from a variable, and so may stand for another type: `port = "${PORT}"`.
    var isVariable: Bool {
        guard case .string(let text) = value else { return false }
        return !expands || report.environment.expands(text)
    }

    public var table: TOMLTable? {
        guard case .table(let members) = value else {
            mismatch("a table")
            return nil
        }
        return TOMLTable(members, at: place, path: path, report: report, isRelaxed: isRelaxed)
    }

    public var elements: [TOMLEntry]? {
        guard let nodes = listed else { return nil }
        return nodes.enumerated().map { index, node in
            var element = TOMLEntry(
                node,
                path: "\(path)[\(index)]",
                report: report,
                isRelaxed: isRelaxed,
                expands: expands
            )
            element.conceals = conceals
            return element
        }
    }

    /// What an array has; `nil` when it has been noted that there is none.
    private var listed: [TOMLNode]? {
        switch value {
        case .array(let nodes): return nodes
        case .string(let text) where place.variable != nil: return listed(text)
        default:
            mismatch("an array")
            return nil
        }
    }

    /// Where a part of the string stands in the document; `nil` where the text there is written in another way.
    private func place(of part: Range<Int>) -> Range<Int>? {
        guard case .string(let text) = value, place.variable == nil else { return nil }
        let range = place.range
        let (bytes, written) = (Array(text.utf8), report.source.bytes[range])
        for quotes in [1, 3, 4, 0] where written.count >= bytes.count + quotes {
            let start = range.lowerBound + quotes
            guard report.source.bytes[start...].starts(with: bytes) else { continue }
            return start + min(part.lowerBound, bytes.count)..<start + min(part.upperBound, bytes.count)
        }
        return nil
    }

    private func expanded(_ text: String) -> String? {
        guard expands else { return text }
        do throws(TOMLEnvironment.Unreadable) {
            return try report.environment.expand(text)
        } catch {
            refuse("cannot be read: \(error.reason)")
            return nil
        }
    }
}
