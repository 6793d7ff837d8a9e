/// What the text of an argument must be (JSON Schema Validation §7.3).
public enum ArgumentFormat: String, Sendable, CaseIterable {
    case dateTime = "date-time"
    case date, time, duration, email, hostname, ipv4, ipv6, uri, uuid, regex
    case uriReference = "uri-reference"
}
