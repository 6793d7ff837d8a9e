import Auth
import HTTP

/// What a request must show before it reaches a guarded route, and how often it may come.
struct Gate {
    private let admission: Admission
    private let limits: RequestLimits?
    private let record: CallerRecord?
    private let streams: StreamGuard

    init(
        _ configuration: Configuration,
        admitting admission: Admission,
        within limits: RequestLimits?,
        watching streams: OpenStreams
    ) {
        self.admission = admission
        self.streams = StreamGuard(streams, admission)
        self.limits = limits
        record = configuration.accessLog == nil || configuration.jwt == .disabled ? nil : CallerRecord()
    }

    func guarding(_ routes: [Route]) -> [Route] {
        routes.behind([streams, admission.filter, record, admission.conditions, limits])
    }
}
