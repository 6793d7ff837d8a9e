/// Why arguments cannot be used, and where the mistake is: `address.street`, `tags[2]`.
public struct ArgumentMistake: Error, Sendable, Hashable {
    private(set) var path = ""
    let problem: String
    /// Whole sentences that name their paths themselves.
    private var sentences: [String] = []

    /// What stands there must be `expected`, such as `a string`.
    public init(_ expected: String) { problem = "must be \(expected)" }

    private init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    @usableFromInline static func required(_ name: String, _ expected: String) -> Self {
        Self(path: name, problem: "is required and must be \(expected)")
    }
    /// What the model is told is `problem`, such as `must match the pattern ^a`.
    init(saying problem: String) { self.problem = problem }

    init(sentences: [String]) {
        problem = ""
        self.sentences = sentences
    }

    static func unknown(_ name: String) -> Self { Self(path: name.shown, problem: "is not known") }

    /// The same mistake seen from outside `step`.
    @usableFromInline func within(_ step: String) -> Self {
        Self(path: path.isEmpty || path.hasPrefix("[") ? step + path : "\(step).\(path)", problem: problem)
    }
    @usableFromInline var isAtTop: Bool { path.isEmpty }

    /// `address.street must be a string`
    var sentence: String { path.isEmpty ? problem : "\(path) \(problem)" }

    /// What the model reads.
    var text: String {
        guard sentences.isEmpty else { return "Error: " + sentences.joined(separator: "; ") }
        return path.isEmpty ? "Error: arguments \(problem)" : "Error: \(path) parameter \(problem)"
    }
}
