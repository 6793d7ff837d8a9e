internal import CEL
public import HTTP
public import JSON

/// What conditions see of a request as `request`.
public struct RequestFacts: Sendable {
    public var method: HTTPMethod?
    public var path = ""
    public var fields: HTTPFields = [:]
    public var remoteAddress = ""
    /// What the client has shown of itself; `nil` for nothing.
    public var certificate: ClientCertificate?
    /// `tool`, `resource` or `prompt`, and the name of the item.
    public var item: (kind: String, name: String)?
    public var arguments: JSONObject = [:]

    public init() {}

    public init(_ request: HTTPRequest) {
        method = request.method
        path = request.path
        fields = request.fields
        remoteAddress = request.remoteAddress
        certificate = request.tls?.client
    }

    /// Only what the condition reads is made.
    func map(for subject: Condition.Subject, reading isRead: (_ member: String) -> Bool) -> CELMap {
        var values: [String: CELValue] = [
            "method": .string(method?.text ?? ""), "path": .string(path), "remote_address": .string(remoteAddress),
        ]
        if isRead("tls") { values["tls"] = .map(CELMap(tls)) }
        if isRead("headers") { values["headers"] = .map(CELMap(headers)) }
        guard subject == .item else { return CELMap(values) }
        if isRead("arguments") { values["arguments"] = .map(CELMap(arguments)) }
        for kind in ["tool", "resource", "prompt"] {
            values[kind] = .string(item?.kind == kind ? item?.name ?? "" : "")
        }
        return CELMap(values)
    }

    private var tls: [String: CELValue] {
        [
            "client_subject": .string(certificate?.subject ?? ""),
            "client_fingerprint": .string(certificate?.fingerprint ?? ""),
        ]
    }

    /// By their names in lower case; without those that carry secrets.
    private var headers: [String: CELValue] {
        var headers: [String: CELValue] = [:]
        for field in fields {
            let name = field.name.lowercased()
            guard !Self.secret.contains(name) else { continue }
            if case .string(let earlier)? = headers[name] {
                headers[name] = .string("\(earlier), \(field.value)")
            } else {
                headers[name] = .string(field.value)
            }
        }
        return headers
    }

    private static let secret: Set<String> = ["authorization", "cookie", "proxy-authorization"]
}
