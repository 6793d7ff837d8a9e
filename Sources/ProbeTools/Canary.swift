import JSON
import MCP

/// Says its word wherever a call can say something, so that a test sees where it goes.
struct Canary: Tool {
    let name = "canary"
    let description = "Say a word in every way."

    struct Arguments: CallArguments {
        @Argument("The word") var word: String
        @Argument("Milliseconds between two messages") var ms = 1
        @Argument("How often to say it") var times = 3
        @Argument("Whether to ask the user for it") var asks = false
        @Argument("Bytes that each message is longer by") var padding = 0
    }

    struct Form: CallArguments {
        @Argument("The word") var word: String
    }

    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        let word = arguments.word
        let padding = String(repeating: ".", count: min(max(0, arguments.padding), 1 << 20))
        context.remember(.string(word))
        let heard =
            arguments.asks ? try await context.ask("word", "\(word)?", for: Form.self).content?.word ?? "nothing" : word
        for time in 1...max(1, arguments.times) {
            try await context.sleep(for: .milliseconds(max(0, arguments.ms)))
            context.progress(Double(time), of: Double(arguments.times), word + padding)
            context.log(.info, .string(word + padding))
        }
        return "\(word) \(heard) \(context.remembered?.string ?? word)"
    }
}
