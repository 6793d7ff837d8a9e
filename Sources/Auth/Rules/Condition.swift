public import CEL
public import JSON

/// A condition of the configuration, in the Common Expression Language: compiled when it is read.
///
/// In scope are `payload`, the claims of the token, and `request`.
public struct Condition: Sendable, Hashable {
    /// What a condition is asked about.
    public enum Subject: Sendable, Hashable {
        /// Any request, whatever is in its body: `request` has `method`, `path`, `headers`, `remote_address` and
        /// `tls`, the client's certificate.
        case request
        /// The use of one item: `request` has `tool`, `resource`, `prompt` and `arguments`, too.
        case item
    }

    public let source: String
    public let subject: Subject
    private let program: Program

    /// - Throws: when `source` is no expression that gives a boolean, with the place.
    public init(_ source: String, about subject: Subject, zones: TimeZoneTable = .empty) throws(CELError) {
        var settings = ProgramSettings()
        settings.zones = zones
        let variables = ["payload": CELType.map(.string, .dyn), "request": subject.request]
        program = try Program(source, variables: variables, result: .bool, settings: settings)
        self.source = source
        self.subject = subject
    }

    /// Whether it looks at arguments, which a list of items does not have.
    public var readsArguments: Bool { program.reads("arguments", of: "request") }

    /// Whether it holds. One that cannot be evaluated, for a claim that is missing or for its cost, does not.
    public func holds(
        payload: JSONObject,
        in facts: RequestFacts,
        telling failures: ConditionFailures? = nil
    ) -> Bool {
        do throws(CELEvaluationError) {
            return try program.holds { variable in
                if variable == "payload" { return .map(CELMap(payload)) }
                return .map(facts.map(for: subject) { program.reads($0, of: "request") })
            }
        } catch {
            failures?.note(error, of: self)
            return false
        }
    }

    public static func == (lhs: Self, rhs: Self) -> Bool { lhs.source == rhs.source && lhs.subject == rhs.subject }
    public func hash(into hasher: inout Hasher) { hasher.combine(source) }
}

extension Condition.Subject {
    fileprivate var request: CELType {
        var keys: [String: CELType] = [
            "method": .string, "path": .string, "headers": .map(.string, .string), "remote_address": .string,
            "tls": .record(["client_subject": .string, "client_fingerprint": .string]),
        ]
        guard self == .item else { return .record(keys) }
        for name in ["tool", "resource", "prompt"] { keys[name] = .string }
        keys["arguments"] = .map(.string, .dyn)
        return .record(keys)
    }
}
