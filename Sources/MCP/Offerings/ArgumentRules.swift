internal import JSON
internal import JSONSchema

/// What the value of an argument must keep besides its type.
///
/// They are read once, with the table of arguments: a call without rules costs nothing.
@usableFromInline final class ArgumentRules: Sendable {
    private let range, length, count: Limits?
    private let pattern: String?
    private let format: ArgumentFormat?

    @usableFromInline init(
        range: (any ArgumentRange)?,
        length: (any ArgumentRange)?,
        count: (any ArgumentRange)?,
        pattern: String?,
        format: ArgumentFormat?
    ) {
        self.range = range.map(Limits.init)
        self.length = length.map(Limits.init)
        self.count = count.map(Limits.init)
        self.pattern = pattern
        self.format = format
    }

    /// What they add to the schema of the parameter.
    var keywords: JSONObject {
        var keywords: JSONObject = [:]
        keywords["minimum"] = range?.lower
        keywords["maximum"] = range?.upper
        keywords["minLength"] = length?.lower
        keywords["maxLength"] = length?.upper
        keywords["minItems"] = count?.lower
        keywords["maxItems"] = count?.upper
        for (key, value) in textKeywords.members.map({ ($0.key, $0.value) }) { keywords[key] = value }
        return keywords
    }

    private var textKeywords: JSONObject {
        var keywords: JSONObject = [:]
        keywords["pattern"] = pattern.map { .string($0) }
        keywords["format"] = format.map { .string($0.rawValue) }
        return keywords
    }

    /// The rules, ready to check values.
    ///
    /// - Throws: what is wrong with the pattern.
    func check() throws(SchemaError) -> Check {
        var settings = SchemaSettings()
        settings.assertsFormats = true
        return Check(
            range: range,
            length: length,
            count: count,
            text: textKeywords.isEmpty ? nil : try Schema(.object(textKeywords), settings: settings)
        )
    }

    /// Rules that check values.
    struct Check: Sendable {
        fileprivate let range, length, count: Limits?
        fileprivate let text: Schema?

        /// What is wrong with `value`, which has the right type; `null` keeps every rule.
        func mistake(in value: JSONValue) -> ArgumentMistake? {
            switch value {
            case .int, .double, .digits: range?.refusal(of: value).map { ArgumentMistake($0) }
            case .array(let elements):
                count?.refusal(of: .int(elements.count)).map { ArgumentMistake("\($0) elements long") }
            case .string(let text): mistake(in: text, value)
            default: nil
            }
        }

        private func mistake(in text: String, _ value: JSONValue) -> ArgumentMistake? {
            if let refusal = length?.refusal(of: .int(text.unicodeScalars.count)) {
                return ArgumentMistake("\(refusal) characters long")
            }
            return self.text?.violations(in: value).first.map { ArgumentMistake(saying: $0.message) }
        }
    }

    /// The ends of a range.
    fileprivate struct Limits: Sendable {
        let lower, upper: JSONValue?

        init(_ range: any ArgumentRange) { (lower, upper) = range.ends }

        /// `from 1 to 10`, when `number` is not.
        func refusal(of number: JSONValue) -> String? {
            let isLow = lower.flatMap { number.isLess(than: $0) } ?? false
            let isHigh = upper.flatMap { $0.isLess(than: number) } ?? false
            guard isLow || isHigh else { return nil }
            return switch (lower, upper) {
            case (let lower?, let upper?): "from \(lower.text) to \(upper.text)"
            case (let lower?, nil): "at least \(lower.text)"
            case (nil, let upper?): "at most \(upper.text)"
            case (nil, nil): nil
            }
        }
    }
}
