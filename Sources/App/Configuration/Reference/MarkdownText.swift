/// Markdown of the descriptions, for those who read it in another place than its page.
enum MarkdownText {
    /// The text of links without where they lead; code keeps its marks.
    static func plain(_ markdown: String) -> String {
        var rest = Array(markdown.unicodeScalars)[...]
        var plain = String.UnicodeScalarView()
        var isCode = false
        while let scalar = rest.popFirst() {
            if scalar == "`" { isCode.toggle() }
            if scalar == "[", !isCode, let link = link(at: rest) {
                plain.append(contentsOf: link.text)
                rest = rest.dropFirst(link.length)
            } else {
                plain.append(scalar)
            }
        }
        return String(plain)
    }

    /// A sentence: with a capital letter and a full stop.
    static func sentence(_ clause: String) -> String {
        guard let first = clause.first else { return "" }
        let isWord = first.isLowercase && clause.dropFirst().first?.isLowercase != false || first == "a"
        let start = isWord ? first.uppercased() + clause.dropFirst() : clause
        return start.hasSuffix(".") || start.hasSuffix("…") ? start : start + "."
    }

    /// What stands behind a `[`: the text of a link, and how much of it there is to `)`.
    private static func link(
        at rest: ArraySlice<Unicode.Scalar>
    ) -> (text: ArraySlice<Unicode.Scalar>, length: Int)? {
        guard let close = rest.firstIndex(of: "]"), rest[close...].dropFirst().first == "(",
            let end = rest[close...].firstIndex(of: ")")
        else { return nil }
        return (rest[..<close], end - rest.startIndex + 1)
    }
}
