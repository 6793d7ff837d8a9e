/// A document as far as it could be read, and what is wrong with the rest.
public struct TOMLDocument: Sendable {
    public let root: TOMLMembers
    /// What is not TOML, in the order of the document; at most 20. After a flaw reading goes on at the next line.
    public let problems: [TOMLProblem]
    let source: TOMLSource

    /// Reads `bytes`, which are UTF-8, as TOML 1.1.0.
    public init(_ bytes: [UInt8]) {
        let source = TOMLSource(bytes)
        if let offset = Self.firstInvalidByte(of: bytes) {
            self.init(TOMLMembers(), [Self.notUTF8(at: offset)], of: source)
            return
        }
        var parser = TOMLParser(bytes)
        parser.run()
        self.init(parser.root.members, parser.flaws, of: source)
    }

    public init(_ text: String) { self.init(Array(text.utf8)) }

    init(root: TOMLMembers, problems: [TOMLProblem], source: TOMLSource) {
        self.root = root
        self.problems = problems
        self.source = source
    }

    init(_ root: TOMLMembers, _ flaws: [TOMLFlaw], of source: TOMLSource) {
        self.root = root
        self.source = source
        problems = flaws.map { source.problem(.error, at: $0.range, $0.message, suggestion: $0.suggestion) }
    }

    static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    static func notUTF8(at offset: Int) -> TOMLFlaw { TOMLFlaw(offset..<(offset + 1), "the file is not UTF-8 here") }
}
