/// Configurations in which this server judges tokens itself.
enum LocalTokens {
    /// What says how follows.
    static let begin = """
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = "local"

        """

    static let good = "good-token-good-token-good-token-1"

    /// Whoever shows `good` is `name`.
    static func token(_ name: String = "machine", scopes: [String] = ["tool:user"]) -> String {
        """
        [[middleware.jwt.validation.tokens]]
        name = "\(name)"
        sha256 = "faadde01dab552b92433f8810f6f1acd91894d59fbbe54d0cad342fb0042ecac"
        scopes = \(scopes)

        """
    }
}
