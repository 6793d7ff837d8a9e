public import HTTP
internal import JSON
private import Synchronization

/// Work that goes on after its call was answered, whichever revision asked for it. Kept in this process, under ids
/// that nobody can guess, and for its principal alone.
public final class TaskStore: Sendable {
    private let limits: Mutex<TaskSettings>
    private let now: @Sendable () -> Int
    private let timers: any Timers
    private let book = Mutex(Book())

    private struct Book {
        var tasks: [String: LongTask] = [:]
        var byPrincipal: [Principal: Int] = [:]
    }

    /// - Parameter now: seconds since 1970.
    public init(
        _ settings: TaskSettings = TaskSettings(),
        timers: any Timers = PoolTimers(),
        secondsSince1970 now: @escaping @Sendable () -> Int
    ) {
        limits = Mutex(settings)
        self.timers = timers
        self.now = now
    }

    public var settings: TaskSettings { limits.withLock { $0 } }

    /// Keeps tasks as `settings` say from now on; those that are there keep their time.
    public func adopt(_ settings: TaskSettings) { limits.withLock { $0 = settings } }

    /// A new task, which is known from now on. The caller starts it.
    ///
    /// - Parameter principal: who may have only so many, when that is not the owner.
    /// - Throws: `busy`, when there are too many.
    func make(
        for owner: Principal,
        countedFor principal: Principal? = nil,
        using use: ItemUse? = nil,
        time: Duration? = nil
    ) throws(RPCError) -> LongTask {
        if case .tooLong? = use?.arguments { throw .invalidParams("The arguments are too long for a task") }
        let principal = principal ?? owner
        let settings = settings
        let moment = now()
        let time = max(.seconds(1), min(time ?? settings.time, settings.time))
        let state = TaskState(
            id: RequestNumber().text + RequestNumber().text,
            created: moment,
            updated: moment,
            time: time,
            pollInterval: settings.pollInterval
        )
        let task = LongTask(state, of: owner, countedFor: principal, using: use, now: now)
        let isKept = book.withLock { book in
            let own = book.byPrincipal[principal, default: 0]
            guard book.tasks.count < settings.limit, own < settings.perPrincipal else { return false }
            book.tasks[state.id] = task
            book.byPrincipal[principal] = own + 1
            return true
        }
        guard isKept else { throw .busy }
        timers.after(time) { [weak self, weak task] in if let task { self?.forget(task) } }
        return task
    }

    /// The task `id`, for its owner; `nil` for everybody else, and once it is forgotten.
    func find(_ id: String, of owner: Principal) -> LongTask? {
        book.withLock { book in
            guard let task = book.tasks[id], task.owner == owner else { return nil }
            return task
        }
    }

    /// The tasks of `owner`, the oldest first.
    func all(of owner: Principal) -> [LongTask] {
        book.withLock { book in book.tasks.values.filter { $0.owner == owner } }
            .sorted { ($0.state.created, $0.state.id) < ($1.state.created, $1.state.id) }
    }

    /// Cancels and forgets the tasks of an owner who has gone for good.
    func end(of owner: Principal) { for task in all(of: owner) { forget(task) } }

    private func forget(_ task: LongTask) {
        let isKnown = book.withLock { book in
            guard book.tasks.removeValue(forKey: task.id) != nil else { return false }
            let own = book.byPrincipal[task.principal, default: 1]
            book.byPrincipal[task.principal] = own > 1 ? own - 1 : nil
            return true
        }
        if isKnown { task.cancel() }
    }

    /// Tasks that are kept.
    public var count: Int { book.withLock { $0.tasks.count } }
}
