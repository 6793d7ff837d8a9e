internal import JSON

extension Argument {
    /// A parameter that may be left out, and whose value keeps rules: `@Argument("Sides", in: 2...100) var sides = 6`.
    ///
    /// - Parameters:
    ///   - range: for numbers.
    ///   - length: of a text, in Unicode scalars.
    ///   - count: of the elements of an array.
    ///   - pattern: a regular expression as ECMA-262 has it, which must be found in the text; it is matched in linear time.
    ///   - format: checked, not only shown.
    @inlinable public init(
        wrappedValue: @autoclosure () -> Value,
        _ summary: String,
        header: String? = nil,
        in range: @autoclosure () -> (any ArgumentRange)? = nil,
        length: @autoclosure () -> (any ArgumentRange)? = nil,
        count: @autoclosure () -> (any ArgumentRange)? = nil,
        pattern: String? = nil,
        format: ArgumentFormat? = nil
    ) {
        self.summary = summary
        self.header = header
        if let source = ArgumentSource.ambient {
            rules = nil
            value = source.next(summary, hasDefault: true) { wrappedValue() }
        } else {
            rules = ArgumentRules(range: range(), length: length(), count: count(), pattern: pattern, format: format)
            value = wrappedValue()
        }
    }

    /// A parameter without a default, whose value keeps rules.
    @inlinable public init(
        _ summary: String,
        header: String? = nil,
        in range: @autoclosure () -> (any ArgumentRange)? = nil,
        length: @autoclosure () -> (any ArgumentRange)? = nil,
        count: @autoclosure () -> (any ArgumentRange)? = nil,
        pattern: String? = nil,
        format: ArgumentFormat? = nil
    ) {
        self.summary = summary
        self.header = header
        if let source = ArgumentSource.ambient {
            rules = nil
            value = source.next(summary, hasDefault: false) { nil }
        } else {
            rules = ArgumentRules(range: range(), length: length(), count: count(), pattern: pattern, format: format)
            value = nil
        }
    }
}
