import Auth
import HTTP

/// What a request must show before it reaches a guarded route, and how often it may come.
struct Gate {
    private let admission: Admission
    private let limits: RequestLimits?
    private let record: CallerRecord?

    init(_ configuration: Configuration, admitting admission: Admission, within limits: RequestLimits?) {
        self.admission = admission
        self.limits = limits
        record = configuration.accessLog == nil || configuration.jwt == .disabled ? nil : CallerRecord()
    }

    func guarding(_ routes: [Route]) -> [Route] {
        routes.behind([admission.filter, record, admission.conditions, limits])
    }
}
