/// A status code (RFC 9110 §15), from 100 to 599.
public struct HTTPStatus: Sendable, Hashable {
    public let code: Int
    public init(_ code: Int) { self.code = code }

    public static let switchingProtocols = Self(101)
    public static let ok = Self(200)
    public static let accepted = Self(202)
    public static let noContent = Self(204)
    public static let found = Self(302)
    public static let badRequest = Self(400)
    public static let unauthorized = Self(401)
    public static let forbidden = Self(403)
    public static let notFound = Self(404)
    public static let methodNotAllowed = Self(405)
    public static let notAcceptable = Self(406)
    public static let requestTimeout = Self(408)
    public static let conflict = Self(409)
    public static let contentTooLarge = Self(413)
    public static let uriTooLong = Self(414)
    public static let unsupportedMediaType = Self(415)
    public static let expectationFailed = Self(417)
    public static let upgradeRequired = Self(426)
    public static let tooManyRequests = Self(429)
    public static let headerFieldsTooLarge = Self(431)
    public static let internalServerError = Self(500)
    public static let notImplemented = Self(501)
    public static let badGateway = Self(502)
    public static let serviceUnavailable = Self(503)
    public static let versionNotSupported = Self(505)

    /// The phrase of the registry, or nothing for a code without one.
    public var reason: String {
        switch code {
        case 100: "Continue"
        case 101: "Switching Protocols"
        case 200: "OK"
        case 202: "Accepted"
        case 204: "No Content"
        case 302: "Found"
        case 303: "See Other"
        case 307: "Temporary Redirect"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 406: "Not Acceptable"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 417: "Expectation Failed"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 502: "Bad Gateway"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
