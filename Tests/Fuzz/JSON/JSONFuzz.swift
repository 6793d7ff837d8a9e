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

/// Kept from one input to the next.
private let repeats = JSONRepeats()

/// A reader that knows some of it, and then more, reads the same.
private func check(_ outcome: Outcome, knowing text: [UInt8]) {
    var parser = JSONParser()
    parser.repeatedKey = "a"
    for _ in 0..<3 {
        do {
            var weight = 0
            let value = try parser.parse(text.span, knowing: repeats, weight: &weight)
            guard case .read(let plain) = outcome, plain == value, plain.bytes == value.bytes else {
                preconditionFailure("what was remembered is something else")
            }
        } catch {
            guard case .refused(let plain) = outcome, plain == error else {
                preconditionFailure("what was remembered is refused for another reason")
            }
        }
    }
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
