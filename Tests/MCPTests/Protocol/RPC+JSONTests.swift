import JSON
import Testing

@testable import MCP

@Suite struct RPCJSONTests {
    @Test func `a request is read with its parameters`() throws {
        let message = try RPCMessage(json(#"{"jsonrpc":"2.0","id":"a","method":"m","params":{"x":1},"extra":true}"#))
        #expect(message == .request(RPCRequest(id: .string("a"), method: "m", params: ["x": 1])))
    }

    @Test func `without an id it is a notification`() throws {
        let message = try RPCMessage(json(#"{"jsonrpc":"2.0","method":"m"}"#))
        #expect(message == .notification(RPCNotification(method: "m")))
    }

    @Test func `responses are results or errors`() throws {
        let good = try RPCMessage(json(#"{"jsonrpc":"2.0","id":1,"result":{}}"#))
        let bad = try RPCMessage(json(#"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no"}}"#))
        #expect(good == .response(RPCResponse(id: .number(1), result: .success([:]))))
        #expect(bad == .response(RPCResponse(id: .number(1), result: .failure(RPCError(code: -1, "no")))))
    }

    @Test(
        arguments: [
            ("1", .number(1)), ("0", .number(0)), ("-5", .number(-5)), ("42.0", .number(42)), ("1e0", .number(1)),
            ("-0", .number(0)), ("9007199254740993", .number(9_007_199_254_740_993)), (#""1""#, .string("1")),
            (#""""#, .string("")),
        ] as [(String, RPCID)]
    )
    func `an id is a text or an integer and keeps its type`(text: String, id: RPCID) throws {
        guard case .request(let request) = try RPCMessage(json(#"{"jsonrpc":"2.0","method":"m","id":\#(text)}"#)) else {
            Issue.record("no request")
            return
        }
        #expect(request.id == id)
    }

    @Test(arguments: ["null", "1.5", "true", "{}", "[]", "1e400", "99999999999999999999"])
    func `every other id is refused`(text: String) throws {
        let value = try json(#"{"jsonrpc":"2.0","method":"m","id":\#(text)}"#)
        let rejection = #expect(throws: RPCRejection.self) { try RPCMessage(value) }
        #expect(rejection?.id == nil)
        #expect(rejection?.error.code == -32600)
    }

    @Test func `an id of 1024 bytes is the longest`() throws {
        func message(_ count: Int) -> JSONValue {
            ["jsonrpc": "2.0", "method": "m", "id": .string(String(repeating: "x", count: count))]
        }
        #expect(throws: Never.self) { try RPCMessage(message(1024)) }
        #expect(throws: RPCRejection.self) { try RPCMessage(message(1025)) }
    }

    @Test(
        arguments: [
            (#"[]"#, nil, -32600), (#""text""#, nil, -32600), (#"{}"#, nil, -32600),
            (#"{"id":1,"method":"m"}"#, .number(1), -32600),
            (#"{"jsonrpc":2,"id":1,"method":"m"}"#, .number(1), -32600),
            (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":5}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"Method":"m"}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"method\u0000":"m"}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","result":{}}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"result":{},"error":{}}"#, .number(1), -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","params":[]}"#, .number(1), -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#, .number(1), -32602),
        ] as [(String, RPCID?, Int)]
    )
    func `what is no message is refused under its id`(text: String, id: RPCID?, code: Int) throws {
        let value = try json(text)
        let rejection = #expect(throws: RPCRejection.self) { try RPCMessage(value) }
        #expect(rejection?.id == id)
        #expect(rejection?.error.code == code)
    }
}
