@testable import CEL
import Testing

/// What an expression gives, with `payload` and other variables of any type.
func evaluate(
    _ source: String,
    _ variables: [String: CELValue] = [:],
    limits: ProgramLimits = ProgramLimits()
) throws -> CELValue {
    var settings = ProgramSettings()
    settings.limits = limits
    let types = variables.mapValues { _ in CELType.dyn }
    return try Program(source, variables: types, settings: settings).evaluate(variables)
}

/// Why it gives nothing.
func failure(
    of source: String,
    _ variables: [String: CELValue] = [:],
    limits: ProgramLimits = ProgramLimits()
) -> CELFailure? {
    do {
        _ = try evaluate(source, variables, limits: limits)
        return nil
    } catch let error as CELEvaluationError {
        return error.failure
    } catch let error as CELError {
        return error.failure
    } catch {
        return nil
    }
}

/// What is wrong with it, before it is evaluated.
func message(of source: String, _ variables: [String: CELType] = [:], result: CELType = .dyn) -> String? {
    do throws(CELError) {
        _ = try Program(source, variables: variables, result: result)
        return nil
    } catch {
        return error.message
    }
}

extension CELValue {
    /// Equal, and of one type through and through.
    func isTheSame(as other: CELValue) -> Bool {
        switch (self, other) {
        case (.double(let lhs), .double(let rhs)): return lhs == rhs && lhs.sign == rhs.sign || lhs.isNaN && rhs.isNaN
        case (.list(let lhs), .list(let rhs)):
            return lhs.count == rhs.count && (0..<lhs.count).allSatisfy { lhs[$0].isTheSame(as: rhs[$0]) }
        case (.map(let lhs), .map(let rhs)):
            return lhs.count == rhs.count
                && (0..<lhs.count).allSatisfy { place in
                    let entry = lhs.entry(at: place)
                    return rhs[entry.key]?.isTheSame(as: entry.value) ?? false
                }
        default:
            var meter = Meter(ProgramLimits())
            return type == other.type && (try? equals(other, &meter)) == true
        }
    }
}

extension CELValue: Equatable {
    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.isTheSame(as: rhs) }
}
