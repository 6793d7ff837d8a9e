/// What is wrong with one of the files that `TLSSettings` names.
public struct TLSProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// Of which file.
    public let place: Place
    /// Says which file, and why.
    public let description: String
    /// The server runs all the same.
    public let isWarning: Bool

    public enum Place: Sendable, Hashable {
        /// Of the default identity, or of the host at an index.
        case certificate(host: Int?)
        case key(host: Int?)
        case clientAuthorities
        /// The library itself refuses to work.
        case library
    }

    init(_ place: Place, _ description: String, isWarning: Bool = false) {
        self.place = place
        self.description = description
        self.isWarning = isWarning
    }
}
