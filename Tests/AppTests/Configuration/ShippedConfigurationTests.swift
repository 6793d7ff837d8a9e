import Auth
import HTTP
import TOML
import Telemetry
import Testing

@testable import App

/// `config.toml` and `docs/configuration.md` of this repository.
@Suite struct ShippedConfigurationTests {
    private func text(_ name: String) throws -> String { try Repository.text(name) }

    private let variables = [
        "METRICS_TOKEN": "x", "TRACES_TOKEN": "x",
        "CLIENT_SECRET": "x", "JWT_SECRET": String(repeating: "x", count: 32),
        "REPORT_TOKEN_SHA256": String(repeating: "0", count: 64),
    ]

    private func everything() throws -> String { try Repository.everything() }

    @Test func `it means the defaults`() throws {
        let read = ConfigurationText(try text("config.toml"))
        #expect(read.problems.isEmpty)
        #expect(read.configuration == Configuration())
    }

    @Test func `it has every key that is read, and no other`() throws {
        let document = TOMLDocument(try everything())
        let root = TOMLTable(document, environment: TOMLEnvironment(variables))
        let configuration = Configuration(root)
        #expect(root.problems.isEmpty)
        #expect(Set(root.allKnownKeys) == Set(paths(in: document.root)))
        #expect(configuration.jwt != .disabled && configuration.protectedResource != nil)
    }

    @Test func `optional settings are shown with their defaults`() throws {
        let read = ConfigurationText(try everything(), variables: variables).configuration
        var accessLog = read.accessLog
        accessLog?.file = nil
        #expect(accessLog == AccessLogSettings())
        #expect(read.limits.principal == .bucket(perMinute: 100, burst: 20))
        #expect(read.limits.global == .bucket(perMinute: 1000, burst: 1000))
        #expect(read.limits.tool == .window(5, within: .seconds(60)))
        #expect(read.limits.failures == LimitSettings().failures)
        var management = ManagementSettings()
        management.token = Secret("x")
        #expect(read.management == management)
        #expect(read.cors?.allowCredentials == false && read.cors?.allowMethods == ["*"])
        guard case .local(let local) = read.jwt else { return #expect(Bool(false)) }
        let defaults = LocalJWTSettings()
        #expect(local.cacheInterval == defaults.cacheInterval && local.claims == defaults.claims)
        var identities = local.identities
        #expect(identities.implied == ImpliedScopes(["tool:admin": ["tool:user"]]), "there is no default")
        identities.implied = ImpliedScopes()
        #expect(identities == defaults.identities && local.rememberedTokens == defaults.rememberedTokens)
        #expect(local.introspection?.cacheSeconds == 30)
    }

    @Test func `every key either applies at a reload or waits for a restart`() throws {
        let paths = Set(paths(in: TOMLDocument(try everything()).root))
        for key in paths where !paths.contains(where: { $0.hasPrefix(key + ".") }) {
            #expect(StartOnly.covers(key) != StartOnlyTests.isLive(key), "\(key)")
        }
    }

    @Test func `the documentation has every key`() throws {
        let documentation = try text("docs/configuration.md")
        for path in paths(in: TOMLDocument(try everything()).root) {
            let key = path.split(separator: ".").last ?? ""
            #expect(
                documentation.contains("`\(key)`") || documentation.contains("\(path)]")
                    || documentation.contains("[\(path)."),
                "\(path)"
            )
        }
    }

    private func paths(in table: TOMLMembers, below prefix: String = "") -> [String] {
        table.members.flatMap { member -> [String] in
            let path = prefix + member.key.name
            switch member.node.value {
            case .table(let inner): return [path] + paths(in: inner, below: path + ".")
            case .array(let nodes):
                let tables = nodes.enumerated().flatMap { index, node -> [String] in
                    guard case .table(let inner) = node.value else { return [] }
                    return paths(in: inner, below: "\(path)[\(index)].")
                }
                return [path] + tables
            default: return [path]
            }
        }
    }
}
