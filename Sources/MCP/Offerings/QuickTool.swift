/// A tool that never waits and computes for a short time only. Its calls need no task.
///
/// One that holds its event loop too long is moved to the pool like any other. Do not write `call`: only what must
/// wait, for a limit or the pool, would go through it.
public protocol QuickTool: Tool {
    associatedtype Arguments = NoArguments
    associatedtype Output

    /// - Throws: what `call` does.
    func answer(_ arguments: Arguments, in context: RequestContext) throws -> Output
}

extension QuickTool {
    public func call(_ arguments: Arguments, in context: RequestContext) async throws -> Output {
        try answer(arguments, in: context)
    }
}
