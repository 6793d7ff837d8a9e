import MCP

struct Booking: Tool {
    let name = "book_table"
    let description = "Book a table at the restaurant."

    struct Guests: CallArguments {
        @Argument("For how many") var count: Int
        @Argument("Near the window") var window = false
    }

    func call(_: NoArguments, in context: RequestContext) async throws -> String {
        switch try await context.ask("guests", "Who is coming?", for: Guests.self) {
        case .accepted(let guests): "Booked for \(guests.count)\(guests.window ? ", near the window" : "")."
        case .declined, .cancelled: "Nothing was booked."
        }
    }
}
