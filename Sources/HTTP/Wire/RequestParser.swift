/// Reads request heads, strictly by RFC 9112: what is ambiguous is refused, so that no two parties
/// can disagree about where a request ends.
public struct RequestParser: Sendable {
    public let limits: HeadLimits
    public init(_ limits: HeadLimits = HeadLimits()) { self.limits = limits }

    /// Reads the head that starts at `start`. Each call begins anew, so call it again only when a head may be whole
    /// (see `HeadGate`).
    public func parse(_ bytes: [UInt8], from start: Int) -> HeadResult {
        var cursor = HeadCursor(bytes, from: start, limit: limits.bytes)
        do throws(HeadStop) {
            try cursor.skipEmptyLine()
            let line = try cursor.requestLine()
            var framing = FramingRules(isHTTP10: line.isHTTP10, bodyLimit: limits.body)
            let fields = try cursor.fields(limit: limits.fields, judgedBy: &framing)
            return .complete(try head(line, fields, framing), end: cursor.index)
        } catch {
            switch error {
            case .incomplete: return .incomplete
            case .refused(let status): return .refused(status)
            }
        }
    }

    private func head(
        _ line: RequestLine,
        _ fields: HTTPFields,
        _ rules: FramingRules
    ) throws(HeadStop) -> RequestHead {
        let framing = try rules.framing()
        var fields = fields
        if let authority = line.target.authority {
            if let host = fields.bytes(of: .host) {
                // RFC 9112 §3.2.2 lets the target win; two names for one request are refused instead.
                guard host.lazy.map(\.lowercased).elementsEqual(authority.utf8.lazy.map(\.lowercased)) else {
                    throw .refused(.badRequest)
                }
            } else {
                // HTTP/1.0 may leave the field out. Guards read it, so the target must not say more than it does.
                fields.append(.host, authority)
            }
        }
        return RequestHead(
            method: line.method,
            path: line.target.path,
            query: line.target.query,
            fields: fields,
            framing: framing,
            keepsAlive: rules.keepsAlive,
            expectsContinue: rules.expectsContinue && framing != .none,
            isHTTP10: line.isHTTP10
        )
    }
}

/// Why reading a head stopped.
enum HeadStop: Error {
    case incomplete
    case refused(HTTPStatus)
}

struct RequestLine {
    var method: HTTPMethod
    var target: RequestTarget
    var isHTTP10: Bool
}
