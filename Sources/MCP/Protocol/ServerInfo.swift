internal import JSON

extension MCPSettings {
    /// The `Implementation` that every result of 2026-07-28 carries: short.
    var serverInfo: JSONObject {
        var info: JSONObject = ["name": .string(name)]
        if let title { info["title"] = .string(title) }
        info["version"] = .string(version)
        return info
    }

    /// Whether there is more to say than the short form does.
    var hasProfile: Bool { description != nil || websiteURL != nil || !icons.isEmpty }

    /// The `Implementation` with everything that clients of `version` know, for the handshake and the discovery.
    func serverInfo(for version: ProtocolVersion) -> JSONObject {
        var info = serverInfo
        if version < .v2025_06_18 { info["title"] = nil }
        guard version >= .v2025_11_25 else { return info }
        info["description"] = description.map { .string($0) }
        info["websiteUrl"] = websiteURL.map { .string($0) }
        if !icons.isEmpty { info["icons"] = .array(icons.map(\.json)) }
        return info
    }
}
