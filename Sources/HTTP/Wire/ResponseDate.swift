/// `Date` of the responses of one second, with all that stands around it from the status to the name of the request.
public final class ResponseDate: Sendable {
    /// From the beginning of a response that is 200.
    let success: [UInt8]
    /// From behind the status of another.
    let other: [UInt8]

    /// `seconds` since 1970 began, UTC.
    public init(secondsSince1970 seconds: Int) {
        let text = "\r\nDate: \(HTTPDate.text(secondsSince1970: seconds))\r\nX-Request-Id: "
        success = Array("HTTP/1.1 200 OK\(text)".utf8)
        other = Array(text.utf8)
    }
}

extension ResponseDate: Equatable {
    public static func == (lhs: ResponseDate, rhs: ResponseDate) -> Bool { lhs.success == rhs.success }
}
