internal import JSON

extension String {
    /// The text, or its start: what others wrote is not repeated at any length.
    var clipped: String { clipped(to: 120) }

    func clipped(to limit: Int) -> String {
        utf8.count <= limit ? self : String(String.UnicodeScalarView(unicodeScalars.prefix(limit))) + "…"
    }

    /// As JSON text, so that control characters are escapes. Long ones are cut.
    var quoted: String { JSONValue.string(clipped(to: 64)).text }
}
