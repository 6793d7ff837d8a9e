import Auth
import HTTP

/// Has what it is shown stay open only as long as its client may come in.
struct StreamGuard: HTTPFilter {
    let streams: OpenStreams
    let admission: Admission

    func adjust(_ response: inout HTTPResponse, to request: HTTPRequest) {
        let guest = OpenStreams.Guest(request, by: admission)
        switch response.body {
        case .bytes: break
        case .stream(let produce):
            response.body = .stream { [streams] write in
                let id = streams.enter(guest)
                defer { streams.leave(id) }
                await produce(write)
            }
        case .webSocket(let terms, let run):
            response.body = .webSocket(terms) { [streams] channel in
                let id = streams.enter(guest)
                defer { streams.leave(id) }
                await run(channel)
            }
        }
    }
}
