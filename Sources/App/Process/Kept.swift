/// What was made of a part of the configuration, and is kept while that part stays as it is.
struct Kept<Part: Equatable & Sendable, Value: Sendable>: Sendable {
    let part: Part
    let value: Value

    /// The value of `earlier`, if it was made of the same.
    init(_ part: Part, after earlier: Self?, make: () -> Value) {
        self.part = part
        if let earlier, earlier.part == part { value = earlier.value } else { value = make() }
    }
}
