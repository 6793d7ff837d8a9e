import App
import MCP

/// What the server offers, and tools that wait, block and overflow: for tests and measurements only.
public enum ProbeCatalog {
    public static func make() throws(CatalogError) -> Catalog {
        let app = try Catalog.app()
        return try Catalog(
            tools: app.tools + [Slow(), Yielding(), Blocking(), Stubborn(), Big(), Failing(), Canary()],
            resources: app.resources,
            prompts: app.prompts
        )
    }
}

/// Waits, and shows progress on the way.
struct Slow: Tool {
    let name = "slow"
    let description = "Wait."

    struct Arguments: CallArguments {
        @Argument("Milliseconds") var ms = 1
        @Argument("How often to show progress") var steps = 1
        @Argument("Whom to greet then") var name = "nobody"
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        let steps = max(1, arguments.steps)
        for step in 1...steps {
            try await context.sleep(for: .milliseconds(arguments.ms / steps))
            context.progress(Double(step), of: Double(steps))
        }
        return "Hello, \(arguments.name)!"
    }
}

/// Suspends once.
struct Yielding: Tool {
    let name = "yield"
    let description = "Let others go first."

    struct Arguments: CallArguments {
        @Argument("Whom to greet then") var name = "nobody"
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        await Task.yield()
        return "Hello, \(arguments.name)!"
    }
}

/// Holds the thread it runs on.
struct Blocking: Tool {
    let name = "block"
    let description = "Hold the thread."

    struct Arguments: CallArguments {
        @Argument("Milliseconds") var ms = 1
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        let end = ContinuousClock.now + .milliseconds(arguments.ms)
        while ContinuousClock.now < end {}
        return "done"
    }
}

/// Waits, whatever anybody says.
struct Stubborn: Tool {
    let name = "stubborn"
    let description = "Wait, and ignore cancellation."

    struct Arguments: CallArguments {
        @Argument("Milliseconds") var ms = 1
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        let end = ContinuousClock.now + .milliseconds(arguments.ms)
        // A child task of its own, which nobody cancels.
        await Task.detached { try? await Task.sleep(until: end) }.value
        return "done"
    }
}

/// Answers with as many bytes as it is asked for.
struct Big: Tool {
    let name = "big"
    let description = "Answer at length."

    struct Arguments: CallArguments {
        @Argument("Bytes") var bytes = 1
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        String(repeating: "x", count: min(max(0, arguments.bytes), 16 << 20))
    }
}

/// Fails with an error that no client may see.
struct Failing: Tool {
    let name = "fail"
    let description = "Fail."

    struct Failure: Error { let password = "hunter2" }

    func call(_: NoArguments, in context: RequestContext) async throws -> String { throw Failure() }
}
