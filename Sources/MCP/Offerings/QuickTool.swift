/// A tool that never waits and computes for a short time only. Its calls need no task, and so a tenth of the time less.
///
/// One that holds its event loop too long is moved to the pool like any other. It has no `call` of its own: only some calls
/// would be made through it.
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
