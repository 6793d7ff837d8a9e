/// A pattern for names: `*` stands for any text, `?` for one character.
public struct Glob: Sendable, Hashable {
    private let pattern: [Character]

    public init(_ pattern: String) { self.pattern = Array(pattern) }

    /// Takes at most the product of both lengths: only the last `*` is tried again.
    public func matches(_ text: String) -> Bool {
        let text = Array(text)
        var (place, at) = (0, 0)
        var star: (place: Int, at: Int)?
        while at < text.count {
            if place < pattern.count, pattern[place] == "*" {
                star = (place, at)
                place += 1
            } else if place < pattern.count, pattern[place] == "?" || pattern[place] == text[at] {
                place += 1
                at += 1
            } else if let last = star {
                star = (last.place, last.at + 1)
                place = last.place + 1
                at = last.at + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }
}
