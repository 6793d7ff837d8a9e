@testable import CEL
import Testing

@Suite(.enabled(if: Vectors.arePresent, Vectors.absence))
struct ConformanceTests {
    @Test(arguments: Vectors.cases)
    func `the public suite passes`(test: Vectors.Case) throws {
        let outcome = outcome(of: test)
        if let kind = test.expectedError {
            #expect(outcome.kind == kind, "\(test.expression): \(outcome)")
        } else {
            let expected = try #require(test.expected)
            guard case .value(let value) = outcome else {
                Issue.record("\(test.expression): \(outcome)")
                return
            }
            #expect(value.isTheSame(as: expected), "\(test.expression): \(value)")
        }
    }

    private enum Outcome {
        case value(CELValue)
        case failure(CELFailure)
        case refused(CELError)

        var kind: String {
            switch self {
            case .value: "value"
            case .failure(let failure): failure.kind
            case .refused(let error): error.failure?.kind ?? "refused"
            }
        }
    }

    private func outcome(of test: Vectors.Case) -> Outcome {
        do throws(CELError) {
            let program = try Program(test.expression, variables: test.variables, settings: test.settings)
            return outcome(of: program, test)
        } catch {
            return .refused(error)
        }
    }

    private func outcome(of program: Program, _ test: Vectors.Case) -> Outcome {
        do throws(CELEvaluationError) {
            return .value(try program.evaluate(test.bindings))
        } catch {
            return .failure(error.failure)
        }
    }
}

extension CELFailure {
    /// The name of the case.
    fileprivate var kind: String { String("\(Mirror(reflecting: self).children.first?.label ?? caseName)") }

    private var caseName: String {
        switch self {
        case .divisionByZero: "divisionByZero"
        case .repeatedKey: "repeatedKey"
        case .noValue: "noValue"
        case .tooExpensive: "tooExpensive"
        case .tooDeep: "tooDeep"
        default: ""
        }
    }
}
