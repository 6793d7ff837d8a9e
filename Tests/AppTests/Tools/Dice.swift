import MCP

struct Dice: Tool {
    let name = "roll_dice"
    let description = "Roll a die."
    struct Arguments: CallArguments {
        @Argument("How many sides it has") var sides = 6
    }
    func call(_ arguments: Arguments, in context: RequestContext) async throws -> String {
        guard arguments.sides > 0 else { throw ToolError("There is no such die.") }
        return "\(Int.random(in: 1...arguments.sides))"
    }
}
