#if canImport(JSON)
    import JSON
#endif

/// Whatever the bytes are: no trap and no evaluation without end, an error says where it is, and what comes out is of
/// the type that was foreseen. Behind a zero byte stands the JSON that the expression looks at.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCEL(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let parts = input.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
    let source = String(decoding: parts.first ?? [], as: UTF8.self)
    let payload = (parts.count > 1 ? try? JSONValue(parsing: [UInt8](parts[1])) : nil) ?? usual
    let strictly = outcome(of: source, payload, checksTypes: true)
    let leniently = outcome(of: source, payload, checksTypes: false)
    if case .value(let value) = strictly {
        guard case .value(let other) = leniently else { preconditionFailure("only the check of types finds a value") }
        precondition(isSame(value, other), "the check of types changes a value")
    }
    return 0
}

private enum Outcome {
    case value(CELValue)
    case failed
}

private let usual: JSONValue = [
    "email": "ada@example.com", "groups": ["admin", "editor"], "level": 7, "share": 0.5, "nothing": .null,
    "inner": ["a": [1, "two", ["three": true]], "x-y": "z"],
]

private let limits: ProgramLimits = {
    var limits = ProgramLimits()
    limits.cost = 20_000
    return limits
}()

private func outcome(of source: String, _ payload: JSONValue, checksTypes: Bool) -> Outcome {
    var settings = ProgramSettings()
    settings.limits = limits
    settings.checksTypes = checksTypes
    settings.zones = TimeZoneTable { $0 == "Europe/Paris" ? TimeZoneRules(offset: 3_600) : nil }
    let variables: [String: CELType] = ["payload": .dyn, "text": .string, "number": .int, "list": .list(.string)]
    do throws(CELError) {
        return outcome(of: try Program(source, variables: variables, settings: settings), payload)
    } catch {
        precondition(error.offset >= 0 && error.offset <= source.utf8.count, "an offset beyond the text")
        precondition(error.line >= 1 && error.column >= 1, "no place")
        precondition(error.excerpt.utf8.count < 2_000, "an excerpt without bounds")
        return .failed
    }
}

private func outcome(of program: Program, _ payload: JSONValue) -> Outcome {
    do throws(CELEvaluationError) {
        let value = try program.evaluate { name in
            switch name {
            case "payload": CELValue(payload)
            case "text": .string("Größe 🐱")
            case "number": .int(.max)
            case "list": .list([.string("a"), .string("b")])
            default: nil
            }
        }
        precondition(program.type.accepts(value.type), "a value of another type than was foreseen")
        return .value(value)
    } catch {
        precondition(error.offset >= 0 && error.offset <= program.source.utf8.count, "an offset beyond the text")
        return .failed
    }
}

private func isSame(_ lhs: CELValue, _ rhs: CELValue) -> Bool {
    var first = Meter(ProgramLimits())
    var second = Meter(ProgramLimits())
    var texts = ("", "")
    // Not a number is not equal to itself, and reads the same.
    if (try? lhs.write(to: &texts.0, &first)) != nil, (try? rhs.write(to: &texts.1, &second)) != nil {
        return texts.0 == texts.1
    }
    return lhs.type == rhs.type
}
