/// A document as far as it could be read, and what is wrong with the rest.
public struct TOMLDocument: Sendable {
    public let root: TOMLMembers
    /// What is not TOML, in the order of the document; at most 20. After a flaw reading goes on at the next line.
    public let problems: [TOMLProblem]
    let source: TOMLSource

    /// Reads `bytes`, which are UTF-8, as TOML 1.1.0.
    public init(_ bytes: [UInt8]) {
        source = TOMLSource(bytes)
        if let offset = Self.firstInvalidByte(of: bytes) {
            root = TOMLMembers()
            problems = [source.problem(.error, at: offset..<(offset + 1), "the file is not UTF-8 here")]
            return
        }
        var parser = TOMLParser(bytes)
        parser.run()
        root = parser.root.members
        problems = parser.flaws.map { [source] in
            source.problem(.error, at: $0.range, $0.message, suggestion: $0.suggestion)
        }
    }

    public init(_ text: String) { self.init(Array(text.utf8)) }

    private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }
}
