extension TOMLDocument {
    /// Reads `bytes`, which are UTF-8, as one document of YAML 1.2 into the tree that TOML has.
    ///
    /// - Parameter next: the events of a parser that was given `bytes`.
    public init(yaml bytes: [UInt8], parsing next: @escaping () throws(YAMLFlaw) -> YAMLEvent) {
        let source = TOMLSource(bytes, in: .yaml)
        if let offset = Self.firstInvalidByte(of: bytes) {
            self.init(TOMLMembers(), [Self.notUTF8(at: offset)], of: source)
            return
        }
        var composer = YAMLComposer(lineOf: { source.position(of: $0..<$0).line }, next: next)
        var root = TOMLMembers()
        var flaws: [YAMLFlaw] = []
        do throws(YAMLFlaw) { root = try composer.document() } catch { flaws = [error] }
        flaws = composer.flaws + flaws
        self.init(root, flaws.map { TOMLFlaw($0.range, $0.message, suggestion: $0.suggestion) }, of: source)
    }
}
