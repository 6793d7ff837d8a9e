import HTTP
import MCP
import Platform

public struct Configuration: Sendable, Equatable {
    public var server = HTTPServerSettings()
    public var hosts = HostsSettings()
    public var cors: CORSSettings?
    public var mcp = MCPSettings()
    public init() {}
}
