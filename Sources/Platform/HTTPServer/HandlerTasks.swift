/// The tasks of one loop that have answered a request and wait for the next. Confined to its thread.
struct HandlerTasks {
    private var resting: [HandlerTask] = []

    /// Whether there was room for one more.
    mutating func rest(_ task: HandlerTask) -> Bool {
        guard resting.count < Self.limit else { return false }
        resting.append(task)
        return true
    }

    /// The one that has rested least, whose memory is the warmest.
    mutating func next() -> HandlerTask? { resting.popLast() }

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
    func start(_ id: HandleID, _ serial: UInt64) -> HandlerTask {
        guard let task = tasks.next() else { return HandlerTask(id, serial, in: self) }
        task.answer(id, serial, on: loop.executor)
        return task
    }

    /// Ends the tasks that rest.
    func dismiss() {
        for task in tasks.takeAll() { task.goOn(on: loop.executor) }
    }
}
