import MCP

struct Export: Tool {
    let name = "export_ledger"
    let description = "Export the ledger of a year."

    struct Arguments: CallArguments {
        @Argument("The year") var year: Int
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        try await context.asTask { context in
            for month in 1...12 {
                try await context.sleep(for: .milliseconds(1))
                context.progress(Double(month), of: 12, "\(arguments.year)-\(month)")
            }
            return "12 months of \(arguments.year)"
        }
    }
}
