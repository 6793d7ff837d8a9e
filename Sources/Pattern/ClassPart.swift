/// What stands between the brackets of a class of RE2 for one escape of ECMA-262.
struct ClassPart {
    /// `nil` where RE2 has no name for these code points.
    let text: String?
    /// The same for every other code point.
    let complement: String?

    init(_ ranges: ScalarRanges) {
        text = ranges.text
        complement = ranges.complement.text
    }

    init(_ text: String?, complement: String?) {
        self.text = text
        self.complement = complement
    }

    var inverted: Self { Self(complement, complement: text) }

    /// As a class of its own.
    var asClass: String {
        if let text { return text.isEmpty ? ScalarRanges.nothing : "[\(text)]" }
        return complement.map { "[^\($0)]" } ?? ScalarRanges.nothing
    }
}

extension ScalarRanges {
    /// A class that nothing matches.
    static let nothing = "[^\(all.text)]"
}
