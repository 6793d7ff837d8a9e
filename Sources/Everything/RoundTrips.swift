import JSON
import MCP

/// Multi round-trip requests (2026-07-28): a call that needs answers ends with its questions, and is made again with
/// the answers. Nothing of it stays on the server in between.
enum RoundTripTools {
    static let all: [any Tool] = [
        AskName(), AskModel(), AskRoots(), WithState(), ManyInputs(), ManyRounds(), TamperedState(), ByCapability(),
    ]

    struct Name: CallArguments {
        @Argument("Your name") var name: String
    }
    struct Colour: CallArguments {
        @Argument("Your favourite colour") var color: String
    }

    struct AskName: Tool {
        let name = "test_input_required_result_elicitation"
        let description = "Asks for a name, and greets."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            switch try await context.ask("user_name", "What is your name?", for: Name.self) {
            case .accepted(let answer): "Hello, \(answer.name)!"
            case .declined, .cancelled: "Hello, whoever you are!"
            }
        }
    }

    struct AskModel: Tool {
        let name = "test_input_required_result_sampling"
        let description = "Asks the client's model for a capital."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let question = SampleRequest("What is the capital of France?", tokens: 100)
            return try await context.sample("capital_question", question).text
        }
    }

    struct AskRoots: Tool {
        let name = "test_input_required_result_list_roots"
        let description = "Asks which directories the client has opened."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let roots = try await context.roots("client_roots")
            return "The client has opened: \(roots.map(\.uri).joined(separator: " "))"
        }
    }

    struct WithState: Tool {
        let name = "test_input_required_result_request_state"
        let description = "Remembers something from one round to the next."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let state = context.remembered == nil ? "state-new" : "state-ok"
            context.remember(["asked": true])
            _ = try await context.ask("confirm", "Please confirm.", for: Confirmation.self)
            return "The answer came back: \(state)"
        }
    }

    struct ManyInputs: Tool {
        let name = "test_input_required_result_multiple_inputs"
        let description = "Asks the user, the model and the client at once."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            context.remember(["asked": 3])
            let (name, greeting, roots) = try await context.ask(
                all: .form("user_name", "What is your name?", Name.self),
                .sample("greeting", SampleRequest("Write a greeting.", tokens: 50)),
                .roots("client_roots")
            )
            return "\(greeting.text) \(name.content?.name ?? "nobody"), \(roots.count) directories"
        }
    }

    struct ManyRounds: Tool {
        let name = "test_input_required_result_multi_round"
        let description = "Asks for a name, and then for a colour."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let name = try await context.ask("step1", "Step 1: What is your name?", for: Name.self)
            let colour = try await context.ask("step2", "Step 2: What is your favourite colour?", for: Colour.self)
            return "\(name.content?.name ?? "Somebody") likes \(colour.content?.color ?? "no colour")."
        }
    }

    /// The state goes out sealed, so that one that was changed on its way is refused, not read.
    struct TamperedState: Tool {
        let name = "test_input_required_result_tampered_state"
        let description = "Remembers something that nobody can change."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            context.remember(["amount": 100])
            _ = try await context.ask("confirm", "Please confirm.", for: Confirmation.self)
            return "Confirmed."
        }
    }

    struct ByCapability: Tool {
        let name = "test_input_required_result_capabilities"
        let description = "Asks whomever the client says it can ask."

        func call(_: NoArguments, in context: RequestContext) async throws -> String {
            let form = Question.form("user_name", "What is your name?", Name.self)
            let sample = Question.sample("greeting", SampleRequest("Write a greeting.", tokens: 50))
            let features = context.clientFeatures
            switch (features.contains(.form), features.contains(.sampling)) {
            case (true, true):
                let (name, greeting) = try await context.ask(all: form, sample)
                return "\(greeting.text) \(name.content?.name ?? "nobody")"
            case (true, false): return "Hello, \(try await context.ask(form).content?.name ?? "nobody")!"
            case (false, true): return try await context.ask(sample).text
            case (false, false): return "There is nobody to ask."
            }
        }
    }
}
