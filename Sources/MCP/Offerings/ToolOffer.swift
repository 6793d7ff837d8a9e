internal import HTTP
internal import JSON

/// A tool as the server keeps it: everything that does not change between calls is made once.
final class ToolOffer: Sendable {
    let name: String
    let requiredScopes: Set<String>
    let stdioOnly: Bool
    let timeout: Duration?
    let mirrored: [MirroredArgument]
    let listing: Listing
    let placement: Placement
    /// Reads the arguments and calls the tool.
    ///
    /// - Throws: `ArgumentMistake`, or what the tool throws.
    let call: @Sendable (JSONObject, RequestContext) async throws -> ToolResult

    init<T: Tool>(_ tool: T) throws(CatalogError) {
        guard tool.name.isToolName else {
            throw CatalogError("'\(tool.name)' is no name for a tool: 1 to 64 of A-Z a-z 0-9 _ - .")
        }
        let table = ArgumentTable(T.Arguments.self)
        guard table.isInOrder(T.Arguments.self) else {
            throw CatalogError("the init() of the arguments of '\(tool.name)' makes them in another order")
        }
        try Self.check(table.mirrored, of: tool.name)
        name = tool.name
        requiredScopes = tool.requiredScopes
        stdioOnly = tool.stdioOnly
        timeout = tool.timeout
        mirrored = table.mirrored
        placement = Placement(of: "tool \(tool.name)", on: tool.runsOn)
        listing = Self.listing(of: tool, table.schema)
        call = { arguments, context in
            try await tool.call(table.read(arguments), in: context).result
        }
    }

    private static func listing(of tool: some Tool, _ schema: JSONObject) -> Listing {
        var plain: JSONObject = ["name": .string(tool.name), "description": .string(tool.description)]
        plain["inputSchema"] = .object(schema)
        var annotated = plain
        if !tool.hints.isEmpty { annotated["annotations"] = .object(tool.hints) }
        var titled = annotated
        titled["title"] = tool.title.map { .string($0) }
        return Listing(titled: titled, annotated: annotated, plain: plain)
    }

    private static func check(_ mirrored: [MirroredArgument], of tool: String) throws(CatalogError) {
        var seen: Set<String> = []
        for argument in mirrored {
            guard HTTPFieldName("Mcp-Param-" + argument.header) != nil, !argument.header.isEmpty else {
                throw CatalogError("'\(argument.header)' in '\(tool)' is no name for a header field")
            }
            guard seen.insert(argument.header.lowercased()).inserted else {
                throw CatalogError("two arguments of '\(tool)' share the header field '\(argument.header)'")
            }
        }
    }
}

/// An item of a list, as clients of different revisions see it.
struct Listing: Sendable {
    private let titled, annotated, plain: JSONValue

    init(titled: JSONObject, annotated: JSONObject, plain: JSONObject) {
        self.titled = .object(titled)
        self.annotated = .object(annotated)
        self.plain = .object(plain)
    }

    func json(for version: ProtocolVersion) -> JSONValue {
        switch version {
        case .v2026_07_28, .v2025_11_25, .v2025_06_18: titled
        case .v2025_03_26: annotated
        case .v2024_11_05: plain
        }
    }
}

extension String {
    var isToolName: Bool {
        (1...64).contains(utf8.count)
            && utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
                default: false
                }
            }
    }
}
