internal import JSON

/// Whose, or what's, calls are counted.
public enum LimitKey: Sendable {
    /// Everything.
    case global
    /// What one customer of a network usually has: see `IPAddress.site`.
    case address(IPAddress)
    /// What names a client whose address is none: a socket of this machine.
    case peer(String)
    case principal(issuer: String, subject: String)
    /// One tool, called by whom the text names.
    case call(issuer: String, subject: String, tool: String)

    /// Who calls; one without a token is its address.
    public static func caller(_ caller: Caller, at address: String) -> LimitKey {
        if let identity = caller.identity { return .principal(issuer: identity.issuer, subject: identity.subject) }
        return .address(of: address)
    }

    public static func address(of text: String) -> LimitKey {
        IPAddress(text).map { .address($0.site) } ?? .peer(text)
    }

    /// `tool`, called by this one.
    public func calling(_ tool: String) -> LimitKey {
        switch self {
        case .principal(let issuer, let subject): .call(issuer: issuer, subject: subject, tool: tool)
        case .address(let address): .call(issuer: "", subject: address.description, tool: tool)
        case .peer(let text): .call(issuer: "", subject: text, tool: tool)
        case .call(let issuer, let subject, _): .call(issuer: issuer, subject: subject, tool: tool)
        case .global: .call(issuer: "", subject: "", tool: tool)
        }
    }
}

/// Texts are the same when their bytes are: to `String`, a user may be another whose name is only canonically equivalent.
extension LimitKey: Hashable {
    public static func == (lhs: Self, rhs: Self) -> Bool {
        switch (lhs, rhs) {
        case (.global, .global): true
        case (.address(let left), .address(let right)): left == right
        case (.peer(let left), .peer(let right)): left.isExactly(right)
        case (.principal(let issuer, let subject), .principal(let otherIssuer, let otherSubject)):
            subject.isExactly(otherSubject) && issuer.isExactly(otherIssuer)
        case (.call(let issuer, let subject, let tool), .call(let otherIssuer, let otherSubject, let otherTool)):
            tool.isExactly(otherTool) && subject.isExactly(otherSubject) && issuer.isExactly(otherIssuer)
        case (.global, _), (.address, _), (.peer, _), (.principal, _), (.call, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .global: hasher.combine(0 as UInt8)
        case .address(let address):
            hasher.combine(1 as UInt8)
            hasher.combine(address)
        case .peer(let text):
            hasher.combine(2 as UInt8)
            text.hashExactly(into: &hasher)
        case .principal(let issuer, let subject):
            hasher.combine(3 as UInt8)
            issuer.hashExactly(into: &hasher)
            subject.hashExactly(into: &hasher)
        case .call(let issuer, let subject, let tool):
            hasher.combine(4 as UInt8)
            issuer.hashExactly(into: &hasher)
            subject.hashExactly(into: &hasher)
            tool.hashExactly(into: &hasher)
        }
    }
}

extension LimitKey: CustomStringConvertible {
    /// Another for every other key, for stores outside this process: `rl:user:9:https://iada|tool:search`.
    public var description: String {
        switch self {
        case .global: "rl:global"
        case .address(let address): "rl:address:\(address)"
        case .peer(let text): "rl:peer:\(Self.part(text))"
        case .principal(let issuer, let subject): "rl:user:\(Self.part(issuer, subject))"
        case .call(let issuer, let subject, let tool): "rl:user:\(Self.part(issuer, subject))|tool:\(Self.part(tool))"
        }
    }

    /// With the length of the issuer, so that no two pairs are one.
    private static func part(_ issuer: String, _ subject: String) -> String {
        "\(issuer.utf8.count):\(part(issuer))\(part(subject))"
    }
    private static func part(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "%7C")
    }
}

/// Whether one more may be had.
public struct LimitDecision: Sendable, Equatable {
    public let isAllowed: Bool
    /// How many more at once.
    public let remaining: Int
    /// Until one more, when there is none, or until all may be had again.
    public let wait: Duration

    public init(isAllowed: Bool, remaining: Int, wait: Duration) {
        self.isAllowed = isAllowed
        self.remaining = remaining
        self.wait = wait
    }
}

/// Where it is counted how often something has happened: in this process, or in one that several share.
public protocol LimitStore: Sendable {
    /// Takes one of what `key` may have, if there is one. Exact, however many ask at once.
    func take(_ key: LimitKey, _ policy: LimitPolicy, at now: ContinuousClock.Instant) async -> LimitDecision
}
