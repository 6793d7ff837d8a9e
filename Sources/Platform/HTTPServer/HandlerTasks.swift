internal import HTTP

/// The tasks of one loop that have answered a request and wait for the next. Confined to its thread.
struct HandlerTasks {
    private var resting: [HandlerTask] = []
    /// As few as there were since the last look.
    private var least = 0

    var count: Int { resting.count }

    /// Whether there was room for one more.
    mutating func rest(_ task: HandlerTask) -> Bool {
        guard resting.count < Self.limit else { return false }
        resting.append(task)
        return true
    }

    /// The one that has rested least, whose memory is the warmest.
    mutating func next() -> HandlerTask? {
        let task = resting.popLast()
        least = min(least, resting.count)
        return task
    }

    /// Those that nobody has needed since the last look, but for one: they rest no more.
    mutating func takeUnneeded() -> [HandlerTask] {
        let unneeded = resting.prefix(max(0, least - 1))
        resting.removeFirst(unneeded.count)
        least = resting.count
        return Array(unneeded)
    }

    /// All of them, which rest no more.
    mutating func takeAll() -> [HandlerTask] {
        defer { resting = [] }
        return resting
    }

    /// Tasks that rest at the same time.
    static let limit = 64
}

extension HTTPWorker {
    /// Answers a request in a task that nobody else uses, until that waits for the first time or has ended.
    func start(_ id: HandleID, _ serial: UInt64, _ outcome: HTTPOutcome) -> HandlerTask {
        guard let task = tasks.next() else { return HandlerTask(id, serial, outcome, in: self) }
        task.answer(id, serial, outcome, on: loop.executor)
        return task
    }

    /// Whether a task that has answered may wait for another request.
    func rest(_ task: HandlerTask) -> Bool { hasConnections && !isDraining && tasks.rest(task) }

    /// Ends tasks that rest no more.
    func dismiss(_ tasks: [HandlerTask]) {
        for task in tasks { task.goOn(on: loop.executor) }
    }
}
