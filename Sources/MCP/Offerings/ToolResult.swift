public import JSON

/// A value that a tool can return.
public protocol ToolOutput: Sendable { var result: ToolResult { get } }

/// What a tool answers.
public struct ToolResult: ToolOutput, Hashable {
    public var content: [Content]
    /// The answer as data; clients before 2026-07-28 get it when it is an object, those before 2025-06-18 never.
    public var structured: JSONValue?
    public var isError: Bool
    /// `_meta` of the result.
    public var meta = JSONObject()

    public init(_ content: [Content], structured: JSONValue? = nil, isError: Bool = false) {
        self.content = content
        self.structured = structured
        self.isError = isError
    }

    /// An answer that says what went wrong.
    public static func failure(_ text: String) -> Self { Self([.text(text)], isError: true) }

    public var result: ToolResult { self }
    /// The text of the first content.
    public var text: String? { if case .text(let text)? = content.first { text } else { nil } }
}

extension String: ToolOutput { public var result: ToolResult { ToolResult([.text(self)]) } }
extension [Content]: ToolOutput { public var result: ToolResult { ToolResult(self) } }

/// As data, and as text for clients that only read that.
extension JSONValue: ToolOutput { public var result: ToolResult { ToolResult([.text(text)], structured: self) } }

extension ToolResult {
    /// MCP "CallToolResult", for a client of `version`.
    func json(for version: ProtocolVersion) -> JSONObject {
        var members = [JSONObject.Member("content", .array(blocks.map { $0.json(for: version) }))]
        if let structured, Self.admits(structured, version) {
            members.append(JSONObject.Member("structuredContent", structured))
        }
        if isError { members.append(JSONObject.Member("isError", true)) }
        if !meta.isEmpty { members.append(JSONObject.Member("_meta", .object(meta))) }
        return JSONObject(members)
    }

    /// Whether it is written at once: it has texts and data and nothing else.
    var isPlain: Bool {
        guard meta.isEmpty, !content.isEmpty || structured == nil else { return false }
        return content.allSatisfy { if case .text = $0 { true } else { false } }
    }

    /// Appends the members that `json(for:)` has, of a result that is plain.
    func writeMembers(to output: inout TextOutput, for version: ProtocolVersion) {
        output.append(verbatim: #""content":["#)
        var comma: UInt8 = 0
        for case .text(let text) in content {
            if comma != 0 { output.append(comma) }
            output.append(verbatim: #"{"type":"text","text":"#)
            output.append(quoted: text, suffix: UInt8(ascii: "}"))
            comma = UInt8(ascii: ",")
        }
        output.append(UInt8(ascii: "]"))
        if let structured, Self.admits(structured, version) {
            output.append(verbatim: #","structuredContent":"#)
            structured.write(to: &output)
        }
        if isError { output.append(verbatim: #","isError":true"#) }
    }

    /// Data always come as text too, for clients that only read that.
    private var blocks: [Content] {
        guard content.isEmpty, let structured else { return content }
        return [.text(structured.text)]
    }

    private static func admits(_ structured: JSONValue, _ version: ProtocolVersion) -> Bool {
        switch version {
        case .v2026_07_28: true
        case .v2025_11_25, .v2025_06_18: structured.object != nil
        case .v2025_03_26, .v2024_11_05: false
        }
    }
}
