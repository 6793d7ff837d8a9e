import JSON
import Testing

@testable import MCP

@Suite struct ResponseTextTests {
    private let current = ResponseText(from: MCPSettings())
    private let info = #"{"io.modelcontextprotocol/serverInfo":{"name":"mcp-forge","version":"0.1.0"}}"#

    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func `a current result is complete and names the server`() {
        #expect(
            text(current.result(["a": 1], id: .number(1)))
                == #"{"jsonrpc":"2.0","id":1,"result":{"a":1,"resultType":"complete","_meta":\#(info)}}"#
        )
        #expect(
            text(current.result([:], id: .string("x")))
                == #"{"jsonrpc":"2.0","id":"x","result":{"resultType":"complete","_meta":\#(info)}}"#
        )
    }

    @Test func `what the handler said itself is kept`() throws {
        let result = try json(text(current.result(["resultType": "task", "_meta": ["k": 1]], id: .number(1))))["result"]
        #expect(result?["resultType"] == "task")
        #expect(result?["_meta"]?["k"] == 1)
        #expect(result?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == "mcp-forge")
    }

    @Test func `an earlier result stays as it is`() {
        #expect(text(ResponseText.bare.result([:], id: .number(-3))) == #"{"jsonrpc":"2.0","id":-3,"result":{}}"#)
    }

    @Test func `an error without an id has none, not null`() {
        let error = RPCError(code: -32700, "Parse error")
        #expect(
            text(current.error(error, id: nil)) == #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Parse error"}}"#
        )
    }

    @Test func `an error repeats the id and its data`() {
        let error = RPCError(code: -32602, "No", data: ["uri": "a:b"])
        #expect(
            text(current.error(error, id: .string("7")))
                == #"{"jsonrpc":"2.0","id":"7","error":{"code":-32602,"message":"No","data":{"uri":"a:b"}}}"#
        )
    }

    @Test func `a notification without parameters has no params`() {
        #expect(text(current.notification(RPCNotification(method: "m"))) == #"{"jsonrpc":"2.0","method":"m"}"#)
    }

    /// Results that are written at once, and others that are not.
    private static let results: [ToolResult] = {
        let texts = ["", "plain", "\"quoted\" \\ and\nbroken \u{0} ü 👋", String(repeating: "long ", count: 300)]
        var meta = ToolResult([.text("a")])
        meta.meta = ["k": 1]
        return texts.map { ToolResult([.text($0)]) } + [
            ToolResult(texts.map { .text($0) }), ToolResult([]), .failure("no"), meta,
            ToolResult([.text("a")], structured: ["a": [1, "b"]]), ToolResult([.text("a")], structured: [1]),
            ToolResult([], structured: ["a": 1]), ToolResult([.text("a")], structured: nil, isError: true),
            ToolResult([.image(data: [1, 2], mimeType: "image/png"), .text("a")]),
            ToolResult([.text("a"), Content.text("b").annotated(priority: 0.5)]),
        ]
    }()

    @Test(arguments: results, ProtocolVersion.allCases)
    func `a result of a tool is the same text whether JSON is made of it or not`(
        result: ToolResult,
        version: ProtocolVersion
    ) {
        for writer in [current, .bare] {
            let written = writer.result(.tool(result, for: version), id: .string("i"))
            #expect(text(written) == text(writer.result(result.json(for: version), id: .string("i"))))
        }
    }
}
