internal import JSON
internal import Telemetry

/// Keys of `_meta` that the specification defines (2026-07-28).
enum MetaKey {
    static let protocolVersion = "io.modelcontextprotocol/protocolVersion"
    static let clientCapabilities = "io.modelcontextprotocol/clientCapabilities"
    static let clientInfo = "io.modelcontextprotocol/clientInfo"
    static let logLevel = "io.modelcontextprotocol/logLevel"
    static let serverInfo = "io.modelcontextprotocol/serverInfo"
    static let subscriptionID = "io.modelcontextprotocol/subscriptionId"
    static let progressToken = "progressToken"
}

/// What `params._meta` says about a request.
struct RequestMeta {
    private let members: JSONObject
    /// Where the two members stand that every request is asked for.
    private let versionPlace: Int?
    private let capabilitiesPlace: Int?
    /// Whether the request is one of 2026-07-28 or later, whatever else is wrong with it.
    let isCurrent: Bool
    /// Whether the client may hear from the request before its result.
    let invitesNotifications: Bool
    /// Where the request stands in a trace.
    let trace: TraceContext?

    init(_ params: JSONObject) {
        guard case .object(let meta)? = params["_meta"] else {
            members = JSONObject()
            versionPlace = nil
            capabilitiesPlace = nil
            isCurrent = false
            invitesNotifications = false
            trace = nil
            return
        }
        self.members = meta
        var versionPlace: Int?
        var capabilitiesPlace: Int?
        var invitesNotifications = false
        var isTraced = false
        let members = meta.members.span
        for place in members.indices {
            // The keys differ in length, so that each member is compared once.
            switch members[place].key.utf8.count {
            case 39: if members[place].key == MetaKey.protocolVersion { versionPlace = place }
            case 42: if members[place].key == MetaKey.clientCapabilities { capabilitiesPlace = place }
            case 32: if members[place].key == MetaKey.logLevel { invitesNotifications = true }
            case 13: if members[place].key == MetaKey.progressToken { invitesNotifications = true }
            case 11: if members[place].key == "traceparent" { isTraced = true }
            default: break
            }
        }
        trace = isTraced ? TraceContext(meta) : nil
        isCurrent = versionPlace != nil
        self.versionPlace = versionPlace
        self.capabilitiesPlace = capabilitiesPlace
        self.invitesNotifications = invitesNotifications
    }

    /// The version and capabilities that every request must name.
    func required() throws(RPCError) -> (version: String, capabilities: JSONObject) {
        guard case .string(let version)? = versionPlace.map({ members.members[$0].value }) else {
            throw .invalidParams("params._meta[\"\(MetaKey.protocolVersion)\"] must be a string")
        }
        guard case .object(let capabilities)? = capabilitiesPlace.map({ members.members[$0].value }) else {
            throw .invalidParams("params._meta[\"\(MetaKey.clientCapabilities)\"] must be an object")
        }
        return (version, capabilities)
    }

    /// The version that the request names, whatever it is.
    var named: String? { versionPlace.flatMap { members.members[$0].value.string } }

    /// Where progress goes to, if anywhere.
    func token() throws(RPCError) -> RPCID? {
        guard let progressToken = members[MetaKey.progressToken] else { return nil }
        guard let token = RPCID(progressToken) else {
            throw .invalidParams("params._meta.progressToken must be a string or an integer")
        }
        return token
    }

    /// The least important message the client wants to read; `nil` for none at all.
    func level() throws(RPCError) -> MessageLevel? {
        guard let logLevel = members[MetaKey.logLevel] else { return nil }
        guard let level = logLevel.string.flatMap(MessageLevel.init(rawValue:)) else {
            throw .invalidParams("params._meta[\"\(MetaKey.logLevel)\"] must be a log level")
        }
        return level
    }
}
