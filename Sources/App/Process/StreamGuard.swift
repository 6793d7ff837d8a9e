import Auth
import HTTP

/// Has what it guards stay open only as long as its client may come in. A class, because every request copies its filters.
final class StreamGuard: HTTPFilter {
    private let streams: OpenStreams
    private let admission: Admission

    init(_ streams: OpenStreams, _ admission: Admission) {
        self.streams = streams
        self.admission = admission
    }

    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        if case .bytes = response.body { return }
        response.end(request) { [streams, admission] in await streams.stay(of: request, by: admission) }
    }
}
