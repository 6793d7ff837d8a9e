#if canImport(JSON)
    import JSON
#endif

/// Whatever the bytes are: no trap, and what is read reads back the same from what is written.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    var lenient = JSONParser()
    lenient.duplicates = .lastWins
    let strictly = outcome(of: text, JSONParser())
    let leniently = outcome(of: text, lenient)
    check(strictly, leniently)
    check(strictly, knowing: text)
    return 0
}

/// A reader that knows some of it, and then more, reads the same, whatever its limits are; so it does with what is nearly
/// the same.
private func check(_ plainly: Outcome, knowing text: [UInt8]) {
    var parser = JSONParser()
    parser.repeatedKey = "a"
    let repeats = JSONRepeats()
    for _ in 0..<3 { check(plainly, weighing: weight(of: text), as: read(text, parser, repeats)) }
    var plain = parser
    plain.repeatedKey = nil
    if let first = text.first {
        var other = text
        other[Int(first) % text.count] ^= 1
        check(outcome(of: other, plain), weighing: weight(of: other), as: read(other, parser, repeats))
    }
    parser.depthLimit = 3
    parser.valueLimit = 6
    plain.depthLimit = 3
    plain.valueLimit = 6
    check(outcome(of: text, plain), weighing: nil, as: read(text, parser, repeats))
}

private func read(_ text: [UInt8], _ parser: JSONParser, _ repeats: JSONRepeats) -> (Outcome, weight: Int) {
    var weight = 0
    do {
        return (.read(try parser.parse(text.span, knowing: repeats, weight: &weight)), weight)
    } catch {
        return (.refused(error), weight)
    }
}

private func weight(of text: [UInt8]) -> Int {
    var weight = 0
    _ = try? JSONParser().parse(text.span, weight: &weight)
    return weight
}

private func check(_ outcome: Outcome, weighing weight: Int?, as other: (outcome: Outcome, weight: Int)) {
    switch (outcome, other.outcome) {
    case (.read(let lhs), .read(let rhs)):
        precondition(lhs == rhs && lhs.bytes == rhs.bytes, "what was remembered is something else")
    case (.refused(let lhs), .refused(let rhs)):
        precondition(lhs == rhs, "what was remembered is refused for another reason")
    default: preconditionFailure("what was remembered decides whether a text is read")
    }
    if let weight { precondition(weight == other.weight, "what was remembered weighs something else") }
}

private enum Outcome {
    case read(JSONValue)
    case refused(JSONError)
}

private func outcome(of text: [UInt8], _ parser: JSONParser) -> Outcome {
    do {
        let value = try parser.parse(text.span)
        roundTrip(value)
        return .read(value)
    } catch {
        precondition(error.offset >= 0 && error.offset <= text.count, "an offset beyond the text")
        precondition(error.description.utf8.count < 200, "a description without bounds")
        return .refused(error)
    }
}

private func roundTrip(_ value: JSONValue) {
    let written = value.bytes
    guard case .some(let again) = try? JSONParser().parse(written.span) else {
        preconditionFailure("what was written is refused")
    }
    precondition(again == value, "what was written reads as something else")
    precondition(again.hashValue == value.hashValue, "equal values hash differently")
    precondition(again.bytes == written, "what was read is written as something else")
    guard let copy = try? value.decode(JSONValue.self) else { preconditionFailure("a value does not decode as itself") }
    precondition(copy == value, "a value decodes as something else")
    _ = try? value.decode([String: [Int8?]].self)
    _ = try? value.decode([Double].self)
    _ = try? value.decode([UInt64].self)
}

/// The two modes differ only in duplicate keys.
private func check(_ strictly: Outcome, _ leniently: Outcome) {
    switch (strictly, leniently) {
    case (.read(let lhs), .read(let rhs)): precondition(lhs == rhs, "the modes read different values")
    case (.read, .refused): preconditionFailure("only the strict mode reads")
    case (.refused(let error), .read):
        guard case .duplicateKey = error.reason else { preconditionFailure("the strict mode refuses without reason") }
    case (.refused(let lhs), .refused(let rhs)):
        if case .duplicateKey = lhs.reason { return }
        precondition(lhs == rhs, "the modes refuse for different reasons")
    }
}
