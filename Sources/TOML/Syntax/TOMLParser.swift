/// Reads a document line by line, and goes on after a flaw.
struct TOMLParser {
    let root = TOMLTree(depth: 0, origin: .header)
    private(set) var flaws: [TOMLFlaw] = []
    private var scanner: TOMLScanner
    /// The table that keys go to: that of the last header.
    private var current: TOMLTree

    private static let flawLimit = 20

    init(_ bytes: [UInt8]) {
        scanner = TOMLScanner(bytes)
        current = root
    }

    mutating func run() {
        while !scanner.isAtEnd, flaws.count < Self.flawLimit {
            let start = scanner.index
            do throws(TOMLFlaw) {
                try expression()
            } catch {
                flaws.append(error)
                if error.endsDocument { return }
                resynchronise(from: start)
            }
        }
    }

    private mutating func expression() throws(TOMLFlaw) {
        scanner.skipBlanks()
        switch scanner.next {
        case UInt8(ascii: "["): try header()
        case UInt8(ascii: "#"), UInt8.lineFeed, UInt8.carriageReturn, nil: try scanner.endLine(after: "a blank")
        default:
            try scanner.member(of: current)
            try scanner.endLine(after: "the value")
        }
    }

    private mutating func header() throws(TOMLFlaw) {
        // Keys below a header that is wrong belong to no table that is read.
        current = TOMLTree(depth: 0, origin: .header)
        let (key, isElement) = try headerKey()
        current = isElement ? try root.extend(key, in: scanner) : try root.define(key, in: scanner)
    }

    /// `[key]` or `[[key]]` and the end of the line.
    private mutating func headerKey() throws(TOMLFlaw) -> (key: [TOMLKey], isElement: Bool) {
        scanner.index += 1
        let isElement = scanner.skip(UInt8(ascii: "["))
        scanner.skipBlanks()
        let key = try scanner.key()
        scanner.skipBlanks()
        let closing = isElement ? "]]" : "]"
        guard scanner.skip(UInt8(ascii: "]")), !isElement || scanner.skip(UInt8(ascii: "]")) else {
            throw scanner.unexpected("expected '\(closing)' after the name of the table")
        }
        try scanner.endLine(after: "the header")
        return (key, isElement)
    }

    /// Goes on at the next line; within an unclosed bracket, at the next one that looks like its own expression.
    private mutating func resynchronise(from start: Int) {
        guard scanner.openBrackets > 0 else { return scanner.skipLine() }
        scanner.openBrackets = 0
        let line = scanner.lineStart
        if line > start { scanner.index = line } else { scanner.skipLine() }
        while !scanner.isAtEnd, !isAtExpression { scanner.skipLine() }
    }

    private var isAtExpression: Bool {
        var probe = self
        do throws(TOMLFlaw) {
            if probe.scanner.next == UInt8(ascii: "[") {
                _ = try probe.headerKey()
                return true
            }
            guard probe.scanner.next?.isBare == true else { return false }
            _ = try probe.scanner.key()
            probe.scanner.skipBlanks()
            return probe.scanner.next == UInt8(ascii: "=")
        } catch {
            return false
        }
    }
}
