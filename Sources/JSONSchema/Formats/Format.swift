internal import Pattern

/// The formats that can be checked (Validation §7.3).
enum Format: String, CaseIterable, Sendable {
    case dateTime = "date-time"
    case date
    case time
    case duration
    case email
    case hostname
    case ipv4
    case ipv6
    case uri
    case uriReference = "uri-reference"
    case uuid
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case regex

    func accepts(_ text: String) -> Bool {
        switch self {
        case .dateTime: TimeFormats.isDateTime(text)
        case .date: TimeFormats.isDate(text.utf8[...])
        case .time: TimeFormats.isTime(text.utf8[...])
        case .duration: TimeFormats.isDuration(text)
        case .email: NetworkFormats.isEmail(text)
        case .hostname: NetworkFormats.isHostname(text.utf8[...])
        case .ipv4: NetworkFormats.isIPv4(text.utf8[...])
        case .ipv6: NetworkFormats.isIPv6(text.utf8[...])
        case .uri: ReferenceFormats.isURI(text)
        case .uriReference: ReferenceFormats.isURIReference(text)
        case .uuid: ReferenceFormats.isUUID(text)
        case .jsonPointer: JSONPointer.keys(of: text) != nil
        case .relativeJSONPointer: ReferenceFormats.isRelativeJSONPointer(text)
        case .regex: Pattern.isExpression(text)
        }
    }

    /// `a date such as 2024-05-31`.
    var phrase: String {
        switch self {
        case .dateTime: "a date and time such as 2024-05-31T13:45:00Z"
        case .date: "a date such as 2024-05-31"
        case .time: "a time such as 13:45:00Z"
        case .duration: "a duration such as P1DT2H"
        case .email: "an e-mail address"
        case .hostname: "a host name"
        case .ipv4: "an IPv4 address"
        case .ipv6: "an IPv6 address"
        case .uri: "a URI with a scheme"
        case .uriReference: "a URI or a relative reference"
        case .uuid: "a UUID such as 123e4567-e89b-12d3-a456-426614174000"
        case .jsonPointer: "a JSON pointer"
        case .relativeJSONPointer: "a relative JSON pointer"
        case .regex: "a regular expression"
        }
    }
}
