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
    /// The same of a tool that never waits; `nil` of others.
    let callNow: CallNow?
    typealias CallNow = @Sendable (JSONObject, RequestContext) throws -> ToolResult

    init<T: Tool>(_ tool: T) throws(CatalogError) {
        guard tool.name.isToolName else {
            throw CatalogError("'\(tool.name)' is no name for a tool: 1 to 64 of A-Z a-z 0-9 _ - .")
        }
        let input = try ToolInput(tool)
        let output = try ToolResultSchema(of: tool)
        try Self.check(input.mirrored, of: tool.name)
        try CatalogError.check(tool.icons, of: tool.name)
        name = tool.name
        requiredScopes = tool.requiredScopes
        stdioOnly = tool.stdioOnly
        timeout = tool.timeout
        mirrored = input.mirrored
        placement = Placement(of: "tool \(tool.name)", on: tool.runsOn)
        listing = Self.listing(of: tool, input.schema, output)
        call = Self.call(of: tool, input, output)
        callNow = if let quick = tool as? any QuickTool { try Self.callNow(of: quick, output) } else { nil }
    }

    /// The same, counted where `earlier` was.
    init(_ offer: ToolOffer, after earlier: ToolOffer) {
        name = offer.name
        requiredScopes = offer.requiredScopes
        stdioOnly = offer.stdioOnly
        timeout = offer.timeout
        mirrored = offer.mirrored
        listing = offer.listing
        call = offer.call
        callNow = offer.callNow
        placement = earlier.placement
    }

    /// What is done with a call; what a tool does not declare costs nothing.
    private static func call<T: Tool>(
        of tool: T,
        _ input: ToolInput<T.Arguments>,
        _ output: ToolResultSchema?
    ) -> @Sendable (JSONObject, RequestContext) async throws -> ToolResult {
        switch (input, output) {
        case (.declared(let table), nil):
            { arguments, context in try await tool.call(table.read(arguments), in: context).result }
        case (_, nil):
            { arguments, context in try await tool.call(input.read(arguments), in: context).result }
        case (_, let output?):
            { arguments, context in
                do {
                    return try output.checked(try await tool.call(input.read(arguments), in: context).result)
                } catch let work as BecomesTask {
                    throw BecomesTask(time: work.time) { try output.checked(try await work.body($0)) }
                }
            }
        }
    }

    private static func callNow<T: QuickTool>(
        of tool: T,
        _ output: ToolResultSchema?
    ) throws(CatalogError) -> CallNow {
        let input = try ToolInput(tool)
        return { arguments, context in
            let result = try tool.answer(input.read(arguments), in: context).result
            return try output?.checked(result) ?? result
        }
    }

    private static func listing(of tool: some Tool, _ input: JSONObject, _ output: ToolResultSchema?) -> Listing {
        Listing([
            .member("name", .string(tool.name)),
            .title(tool.title),
            .member("description", .string(tool.description)),
            .member("inputSchema", .object(input)),
            .member("outputSchema") { output?.listing(for: $0) },
            .member("annotations", tool.hints.json, since: .v2025_03_26),
            .icons(tool.icons),
            .meta(tool.meta),
        ])
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

extension CatalogError {
    /// Icons that no client would load are a mistake.
    static func check(_ icons: [Icon], of name: String) throws(CatalogError) {
        for icon in icons where !icon.isLoadable {
            throw CatalogError("the icon '\(icon.source.shown)' of '\(name)' is neither https: nor data:image/")
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
