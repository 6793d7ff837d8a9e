internal import JSON
internal import Telemetry

/// The exchange of a request that is a step of a trace: whoever answers finds the step here, and what is found out about
/// the client goes to it, too.
struct TracedExchange: Exchange {
    let exchange: any Exchange
    let span: TraceSpan

    var trace: TraceContext? { span.context }

    func note(_ fact: RequestFact) {
        if case .client(let address, _) = fact { span.set("client.address", .string(address)) }
        exchange.note(fact)
    }

    func agree(to terms: any Terms) { exchange.agree(to: terms) }
    func blame(_ terms: any Terms) -> Bool { exchange.blame(terms) }
    var age: Duration { exchange.age }
    func renew() { exchange.renew() }
    func stop() { exchange.stop() }
    func onDrain(_ action: @escaping @Sendable () -> Void) { exchange.onDrain(action) }
    var keepsRecord: Bool { exchange.keepsRecord }
    func hold(_ bytes: Int) -> HeldMemory? { exchange.hold(bytes) }
    var repeats: JSONRepeats? { exchange.repeats }
    var timers: any Timers { exchange.timers }
    var executor: (any TaskExecutor)? { exchange.executor }
}
