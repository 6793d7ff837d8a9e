/// What one document may have, so that a small file cannot become a large tree.
struct YAMLLimits {
    /// Values, each as often as aliases repeat it.
    var values = 20_000
    /// Mappings and sequences in one another, aliases followed.
    var depth = 64
    /// Flaws that are told.
    var flaws = 20
}
