import Auth
import HTTP

/// Has what it is shown stay open only as long as its client may come in.
struct StreamGuard: HTTPFilter {
    let streams: OpenStreams
    let admission: Admission

    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        if case .bytes = response.body { return }
        response.end(request) { [streams, admission] in await streams.stay(of: request, by: admission) }
    }
}
