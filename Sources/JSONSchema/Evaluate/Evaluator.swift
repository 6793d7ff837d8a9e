internal import JSON

/// Checks one value, in one of two ways: to know whether anything is wrong with it, or to say what.
struct Evaluator {
    let program: SchemaProgram
    private var stepsLeft: Int
    private var depth = 0
    /// The resources that the application went through, the outermost first (Core §7.1, "dynamic scope").
    private var scope: [Int] = []
    /// What has been found wrong; `nil` while nobody asks, and the first mistake ends the check.
    var report: Report?

    struct Report {
        var path: [InstancePath.Step]
        var violations: [Violation] = []
        let limit: Int
        var isFull: Bool { violations.count >= limit }
    }

    init(_ program: SchemaProgram) {
        self.program = program
        stepsLeft = program.stepLimit
    }

    static func violations(in value: JSONValue, of program: SchemaProgram) -> [Violation] {
        var evaluator = Self(program)
        evaluator.report = Report(path: [], limit: max(1, program.violationLimit))
        _ = evaluator.accepts(value)
        let violations = evaluator.report?.violations ?? []
        return violations.isEmpty ? [.tooComplex] : violations
    }

    mutating func accepts(_ value: JSONValue) -> Bool {
        var marks = Marks(areWanted: false)
        // What `not` makes of a part that was given up is no answer.
        return apply(program.root, to: value, &marks) && !isExhausted
    }

    var isExhausted: Bool { stepsLeft < 0 }

    /// Whether to look no further.
    var isDone: Bool { isExhausted || report?.isFull == true }

    /// Counts steps beyond the one that each subschema takes.
    mutating func charge(_ steps: Int) {
        stepsLeft = stepsLeft.subtractingReportingOverflow(steps).overflow ? -1 : stepsLeft - steps
    }

    /// Says whether `value` is as the subschema at `place` wants it, and marks the parts of it that were looked at. The
    /// marks mean nothing when it is not.
    mutating func apply(_ place: Int, to value: JSONValue, _ marks: inout Marks) -> Bool {
        guard stepsLeft > 0, depth < program.depthLimit else {
            stepsLeft = -1
            return false
        }
        stepsLeft -= 1
        depth += 1
        defer { depth -= 1 }
        return program.dynamicAnchors == nil
            ? check(program.nodes[place], value, &marks) : checkInScope(program.nodes[place], value, &marks)
    }

    private mutating func checkInScope(_ node: SchemaNode, _ value: JSONValue, _ marks: inout Marks) -> Bool {
        guard scope.last != node.resource else { return check(node, value, &marks) }
        scope.append(node.resource)
        defer { scope.removeLast() }
        return check(node, value, &marks)
    }

    private mutating func check(_ node: SchemaNode, _ value: JSONValue, _ marks: inout Marks) -> Bool {
        if node.isNever { return fail(node, nil, "is not allowed") }
        if node.types != .all, node.types.isDisjoint(with: JSONTypes(of: value)) {
            return fail(node, "type", "must be \(node.types.phrase), not \(JSONTypes(of: value).phrase)")
        }
        guard node.collects else { return checkKeywords(of: node, value, &marks) }
        var own = Marks(areWanted: true)
        guard checkKeywords(of: node, value, &own) else { return false }
        marks.formUnion(own)
        return true
    }

    private mutating func checkKeywords(of node: SchemaNode, _ value: JSONValue, _ marks: inout Marks) -> Bool {
        var isRight = true
        for keyword in node.keywords {
            // Without the marks of what failed, unevaluated parts would be mistakes of their own.
            if !isRight, keyword.needsMarks { break }
            if check(keyword, of: node, value, &marks) { continue }
            if report == nil || isDone { return false }
            isRight = false
        }
        return isRight
    }

    /// The subschema that a `$dynamicRef` leads to here: that of the outermost resource which has the anchor.
    func target(of anchor: String, otherwise place: Int) -> Int {
        guard let anchors = program.dynamicAnchors else { return place }
        for resource in scope {
            if let target = anchors[resource][anchor] { return target }
        }
        return place
    }
}

extension Evaluator {
    /// Notes a mistake, if anybody asks. Always false.
    mutating func fail(_ node: SchemaNode, _ keyword: String?, _ message: @autoclosure () -> String) -> Bool {
        guard var report, !isDone else { return false }
        self.report = nil
        let place = node.place + (keyword.map { "/" + $0 } ?? "")
        let violation = Violation(message(), at: InstancePath(report.path), by: place)
        if !report.violations.contains(violation) { report.violations.append(violation) }
        self.report = report
        return false
    }

    /// Applies a subschema to a part of the value.
    mutating func apply(_ place: Int, to value: JSONValue, at step: @autoclosure () -> InstancePath.Step) -> Bool {
        var marks = Marks(areWanted: false)
        guard report != nil else { return apply(place, to: value, &marks) }
        report?.path.append(step())
        defer { report?.path.removeLast() }
        return apply(place, to: value, &marks)
    }

    /// Applies a subschema of which it is right to fail.
    mutating func applyQuietly(_ place: Int, to value: JSONValue, _ marks: inout Marks) -> Bool {
        let saved = report
        report = nil
        defer { report = saved }
        return apply(place, to: value, &marks)
    }

    /// The first thing that keeps `value` from being as the subschema at `place` wants it.
    mutating func firstMistake(in value: JSONValue, _ place: Int) -> String? {
        let saved = report
        report = Report(path: [], limit: 1)
        defer { report = saved }
        var marks = Marks(areWanted: false)
        _ = apply(place, to: value, &marks)
        return report?.violations.first?.sentence(about: "it")
    }
}
