import HTTP
import JSON
import Synchronization
import Telemetry

/// A tracer that keeps everything, and the spans that have ended.
struct Tracing {
    let queue = SpanQueue(limit: 2048)
    let tracer: Tracer

    init(ratio: Double = 1) {
        var settings = Tracer.Settings()
        settings.ratio = ratio
        tracer = Tracer(settings, to: queue) { 1_700_000_000_000_000_000 }
    }

    var spans: [SpanRecord] { queue.take(2048) }
}

extension SpanRecord {
    func text(_ key: String) -> String? {
        for attribute in attributes where attribute.key == key {
            switch attribute.value {
            case .string(let text): return text
            case .integer(let number): return "\(number)"
            case .boolean(let flag): return "\(flag)"
            }
        }
        return nil
    }
}

let traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

/// Notes facts.
final class NotingExchange: Exchange {
    let facts = Mutex<[RequestFact]>([])
    func agree(to terms: any Terms) {}
    func renew() {}
    func onDrain(_ action: @escaping @Sendable () -> Void) {}
    let isStopped = Mutex(false)
    func stop() { isStopped.withLock { $0 = true } }
    var age: Duration { .seconds(7) }
    func note(_ fact: RequestFact) { facts.withLock { $0.append(fact) } }
    var keepsRecord: Bool { true }
    let repeats: JSONRepeats? = JSONRepeats()
    var timers: any Timers { PoolTimers() }
    var executor: (any TaskExecutor)? { nil }
}
