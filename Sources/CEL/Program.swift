/// An expression, ready to be evaluated as often as wanted, from any thread.
public struct Program: Sendable {
    public let source: String
    /// What comes out, as far as it is known.
    public let type: CELType
    /// The variables that are used, in the order in which they come.
    public let variables: [String]
    private let reads: Set<String>
    private let node: Node
    private let localCount: Int
    private let limits: ProgramLimits

    /// `result` is what has to come out: an expression of another type is refused.
    public init(
        _ source: String,
        variables: [String: CELType],
        result: CELType = .dyn,
        settings: ProgramSettings = ProgramSettings()
    ) throws(CELError) {
        do throws(CELError.Problem) {
            let expression = try Parser.expression(source, settings.limits)
            var compiler = Compiler(variables, settings)
            let compiled = try compiler.compile(expression)
            guard !settings.checksTypes || result.accepts(compiled.type) else {
                throw CELError.Problem(
                    "the expression gives \(compiled.type), and has to give \(result)",
                    at: expression.offset
                )
            }
            self.source = source
            type = compiled.type
            self.variables = compiler.used
            reads = compiler.reads
            node = compiled.node
            localCount = compiler.localCount
            limits = settings.limits
        } catch {
            throw CELError(error, in: source)
        }
    }

    /// Whether the value can depend on a member of a variable that is a record.
    public func reads(_ member: String, of variable: String) -> Bool {
        reads.contains(variable) || reads.contains("\(variable).\(member)")
    }

    public func evaluate(_ variables: [String: CELValue] = [:]) throws(CELEvaluationError) -> CELValue {
        try evaluate { variables[$0] }
    }

    /// `value` is asked once for each of `variables`; `nil` is one that is not there.
    public func evaluate(_ value: (_ variable: String) -> CELValue?) throws(CELEvaluationError) -> CELValue {
        var evaluation = Evaluation(
            variables: variables.map(value),
            names: variables,
            locals: localCount == 0 ? [] : [CELValue](repeating: .null, count: localCount),
            meter: Meter(limits)
        )
        do throws(CELFailure) {
            return try evaluation.value(of: node)
        } catch {
            throw CELEvaluationError(failure: error, offset: evaluation.meter.offset)
        }
    }

    /// Whether a condition holds. A result that is no bool is an error.
    public func holds(_ value: (_ variable: String) -> CELValue?) throws(CELEvaluationError) -> Bool {
        guard case .bool(let holds) = try evaluate(value) else {
            throw CELEvaluationError(failure: .noSuchOverload("for a condition that gives no bool"), offset: 0)
        }
        return holds
    }
}

/// Why an evaluation has no value.
public struct CELEvaluationError: Error, Sendable, Hashable, CustomStringConvertible {
    public let failure: CELFailure
    /// Of the part that has failed, in the expression, bytes from its start.
    public let offset: Int

    public var description: String { "\(failure) (at \(offset))" }
}
