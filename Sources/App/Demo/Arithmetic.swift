import MCP

/// Adds two numbers.
struct Add: Tool {
    let name = "add"
    let description = "Add two numbers."
    let hints = ToolHints(readOnly: true, idempotent: true, openWorld: false)

    struct Arguments: CallArguments {
        @Argument("First number") var a: Double
        @Argument("Second number") var b: Double
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        (arguments.a + arguments.b).plain
    }
}

/// Adds, subtracts, multiplies and divides.
struct Calculate: Tool {
    let name = "calculate"
    let description = "Calculate with two numbers."
    let hints = ToolHints(readOnly: true, idempotent: true, openWorld: false)

    enum Operation: String, CaseIterable, ToolParameter { case add, subtract, multiply, divide }

    struct Arguments: CallArguments {
        @Argument("What to do") var operation: Operation
        @Argument("First number") var a: Double
        @Argument("Second number") var b: Double
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        switch arguments.operation {
        case .add: return (arguments.a + arguments.b).plain
        case .subtract: return (arguments.a - arguments.b).plain
        case .multiply: return (arguments.a * arguments.b).plain
        case .divide:
            guard arguments.b != 0 else { throw ToolError("Cannot divide by zero") }
            return (arguments.a / arguments.b).plain
        }
    }
}

extension Double {
    /// `8`, not `8.0`.
    var plain: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}
