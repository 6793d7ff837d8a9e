import HTTP
import Telemetry
import Testing

@testable import Platform

@Suite struct HandlerTasksTests {
    @Test func `so many rest, the last one is the next, and all may be had`() {
        let worker = HTTPWorker(ServerLoad(HTTPServerSettings.Limits()), choosing: { Router([]) }, log: .silent)
        // One that is ending lets none rest of its own: those of this test have answered nobody, and are over.
        worker.drain()
        var tasks = HandlerTasks()
        #expect(tasks.next() == nil)
        let id = unsafe HandleID(nil)
        let all = (0...HandlerTasks.limit).map { _ in HandlerTask(id, 0, .now(HTTPResponse(.ok)), in: worker) }
        for (index, task) in all.enumerated() {
            let rests = tasks.rest(task)
            #expect(rests == (index < HandlerTasks.limit))
        }
        let last = tasks.next()
        #expect(last === all[HandlerTasks.limit - 1])
        let rest = tasks.takeAll()
        #expect(rest.map { ObjectIdentifier($0) } == all.dropLast(2).map { ObjectIdentifier($0) })
        #expect(tasks.next() == nil && tasks.takeAll().isEmpty)
    }
    @Test func `those that nobody needs between two looks rest no more, but for one`() {
        let worker = HTTPWorker(ServerLoad(HTTPServerSettings.Limits()), choosing: { Router([]) }, log: .silent)
        worker.drain()
        let id = unsafe HandleID(nil)
        let all = (0..<6).map { _ in HandlerTask(id, 0, .now(HTTPResponse(.ok)), in: worker) }
        var tasks = HandlerTasks()
        for task in all { _ = tasks.rest(task) }
        // They came after the last look.
        #expect(tasks.takeUnneeded().isEmpty && tasks.count == 6)
        let (last, before) = (tasks.next(), tasks.next())
        for task in [before, last].compactMap(\.self) { _ = tasks.rest(task) }
        #expect(tasks.takeUnneeded().map { ObjectIdentifier($0) } == all[..<3].map { ObjectIdentifier($0) })
        #expect(tasks.takeUnneeded().count == 2 && tasks.count == 1)
        #expect(tasks.takeUnneeded().isEmpty && tasks.next() === all[5])
    }
}
