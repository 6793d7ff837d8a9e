/// What a server bears of work that goes on after its call was answered.
public struct TaskSettings: Sendable, Equatable {
    /// Tasks in the whole process, ended ones too until their time is over. One more is refused.
    public var limit = 1024
    /// Tasks of one principal.
    public var perPrincipal = 128
    /// From the making of a task until it is forgotten, whether it has ended or not.
    public var time = Duration.seconds(3600)
    /// How long a client should wait before it asks again.
    public var pollInterval = Duration.seconds(1)

    public init() {}
}
