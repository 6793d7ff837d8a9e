private import JSON

/// A failure with a response of its own. Routes throw it; the router renders it.
public struct HTTPError: Error, Sendable {
    public var status: HTTPStatus
    /// What the client may know.
    public var message: String
    public var fields: HTTPFields

    public init(_ status: HTTPStatus, _ message: String, fields: HTTPFields = [:]) {
        self.status = status
        self.message = message
        self.fields = fields
    }
}

extension HTTPResponse {
    /// `{"error": message}` with the status and fields of `error`; any other error shows nothing of itself.
    public init(_ error: any Error) {
        guard let error = error as? HTTPError else {
            self = .error(.internalServerError)
            return
        }
        self = .error(error.status, error.message)
        for (name, value) in error.fields {
            if let name = HTTPFieldName(name) { fields[name] = value }
        }
    }

    /// `{"error": message}`; without a message, the reason phrase of `status`.
    public static func error(_ status: HTTPStatus, _ message: String? = nil) -> Self {
        let body: JSONValue = ["error": .string(message ?? status.reason)]
        return .json(body.bytes, status)
    }
}
