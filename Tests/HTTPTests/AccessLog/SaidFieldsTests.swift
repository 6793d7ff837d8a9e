import Testing

@testable import HTTP

@Suite struct SaidFieldsTests {
    private let call = CallFact("tools/call", name: "add", revision: "2026-07-28")

    /// The names of the fields that a line leaves out.
    private func said(
        _ fields: HTTPFields,
        _ call: CallFact?,
        body: [UInt8] = [1, 2, 3],
        status: Int = 200
    ) -> [String] {
        var record = AccessRecord(HTTPRequest(.post, "/mcp", fields: fields, body: body), showsBody: false)
        record.status = status
        if let call { record.note(.call(call)) }
        let said = SaidFields(record)
        return fields.enumerated().filter { said.contains($0.offset) }.map(\.element.name)
    }

    @Test func `what a line says anyway is left out`() {
        let fields: HTTPFields = [
            "Accept": "*/*", "Content-Length": "3", "Mcp-Method": "tools/call", "MCP-Protocol-Version": "2026-07-28",
            "Mcp-Name": "add", "Mcp-Param-Name": "add",
        ]
        let repeated = ["Content-Length", "Mcp-Method", "MCP-Protocol-Version", "Mcp-Name"]
        #expect(said(fields, call) == repeated)
        #expect(said(fields, nil) == ["Content-Length"])
        #expect(said(fields, call, status: 400) == ["Content-Length"])
    }

    @Test(
        arguments: [
            ["Content-Length": "4"], ["Content-Length": "03"], ["Mcp-Method": "tools/list"], ["Mcp-Name": "Add"],
            ["Mcp-Name": "add "], ["MCP-Protocol-Version": "2025-11-25"], ["Mcp-Name": "add", "mcp-name": "sub"],
            ["Mcp-Name": "add", "mcp-name": "add"],
        ] as [HTTPFields]
    )
    func `what says something else, or says it twice, is shown`(fields: HTTPFields) {
        #expect(said(fields, call).isEmpty)
    }

    @Test func `a length is shown where the body was not read, and a name where the message has none`() {
        #expect(said(["Content-Length": "3"], call, body: []).isEmpty)
        #expect(said(["Mcp-Name": "add"], CallFact("tools/call", revision: "2026-07-28")).isEmpty)
    }

    @Test func `fields beyond the sixty-fourth are shown`() {
        var fields = HTTPFields()
        for number in 0..<64 { fields.append(HTTPFieldName("X-\(number)") ?? .accept, "a") }
        fields.append(.mcpName, "add")
        #expect(said(fields, call).isEmpty)
    }
}
