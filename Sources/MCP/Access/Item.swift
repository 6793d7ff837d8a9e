/// One thing that a server offers, as rules of access name it.
public struct Item: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable { case tool, resource, prompt }

    public let kind: Kind
    /// The name of a tool or prompt; the URI of a resource, or its template.
    public let name: String

    public init(_ kind: Kind, _ name: String) {
        self.kind = kind
        self.name = name
    }
}

extension Item: CustomStringConvertible {
    public var description: String { "\(kind.rawValue) '\(name)'" }
}
