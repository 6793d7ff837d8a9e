extension Evaluation {
    /// `&&` and `||`: one operand that decides is enough, also when others fail.
    mutating func connective(_ operands: [Node], isDecidedBy decisive: Bool, _ offset: Int) throws(CELFailure) -> Bool {
        var outcome = Outcome()
        for operand in operands where try outcome.note(operand, offset, &self) == decisive {
            return decisive
        }
        try outcome.finish(&self)
        return !decisive
    }

    /// What has failed while another operand may still decide.
    struct Outcome {
        private var failure: CELFailure?
        private var offset = 0

        /// The value of an operand; `nil` when it has none.
        mutating func note(_ node: Node, _ offset: Int, _ evaluation: inout Evaluation) throws(CELFailure) -> Bool? {
            do throws(CELFailure) {
                return try evaluation.bool(node, offset)
            } catch {
                if error == .tooExpensive || error == .tooDeep { throw error }
                if failure == nil {
                    failure = error
                    self.offset = evaluation.meter.offset
                }
                return nil
            }
        }

        func finish(_ evaluation: inout Evaluation) throws(CELFailure) {
            guard let failure else { return }
            evaluation.meter.offset = offset
            throw failure
        }
    }

    mutating func compare(
        _ operation: Expression.Operator,
        _ lhs: Node,
        _ rhs: Node,
        _ offset: Int
    ) throws(CELFailure) -> Bool {
        let lhs = try value(of: lhs)
        let rhs = try value(of: rhs)
        meter.offset = offset
        let order = try lhs.compared(with: rhs, &meter)
        return switch operation {
        case .less: order == .less
        case .lessOrEqual: order == .less || order == .equal
        case .greater: order == .greater
        default: order == .greater || order == .equal
        }
    }

    mutating func contained(_ member: Node, _ container: Node, _ offset: Int) throws(CELFailure) -> Bool {
        let member = try value(of: member)
        let container = try value(of: container)
        meter.offset = offset
        switch container {
        case .list(let list): return try list.contains(member, &meter)
        case .map(let map):
            try meter.charge(lookingIn: map)
            try meter.charge(reading: member)
            return map[member] != nil
        default: throw .noSuchOverload("of in for a value of type \(container.type)")
        }
    }
}

extension CELList {
    func contains(_ value: CELValue, _ meter: inout Meter) throws(CELFailure) -> Bool {
        for place in 0..<count where try self[place].equals(value, &meter) {
            return true
        }
        return false
    }
}
