/// A mistake in a value.
public struct Violation: Sendable, Hashable {
    /// Where in the value.
    public let instancePath: InstancePath
    /// The keyword that is not kept: a JSON pointer into the schema, behind the URI of the document unless that is the
    /// schema itself. Empty when the check was given up.
    public let keywordPath: String
    /// `must be at most 150`.
    public let message: String

    public init(_ message: String, at instancePath: InstancePath = InstancePath(), by keywordPath: String = "") {
        self.instancePath = instancePath
        self.keywordPath = keywordPath
        self.message = message
    }

    /// `arguments.age must be at most 150`, when `arguments` is what the whole value is called.
    public func sentence(about root: String) -> String { "\(instancePath.text(of: root)) \(message)" }

    /// The check took more steps, or went deeper, than it may.
    public static let tooComplex = Self("is too complex to be checked")
}
