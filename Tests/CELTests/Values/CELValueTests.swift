@testable import CEL
import JSON
import Testing

@Suite struct CELValueTests {
    @Test func `numbers of JSON keep the type in which they were written`() throws {
        let json = try JSONValue(parsing: "[1, 1.0, 18446744073709551615, 36893488147419103232]")
        let list = try CELValue(json).asList()
        #expect(list[0] == .int(1))
        #expect(list[1] == .double(1))
        #expect(list[2] == .uint(.max))
        #expect(list[3] == .double(0x1p65))
    }

    @Test(arguments: ["null", "false", "0", "0u", "0.0", "''", "b''", "[]", "{}", "duration('0s')", "optional.none()"])
    func `what is zero`(source: String) throws {
        #expect(try evaluate("optional.ofNonZeroValue(\(source)).hasValue()") == .bool(false))
    }

    @Test(arguments: ["true", "1", "' '", "[0]", "timestamp(0)", "int", "ip('::')"])
    func `what is not zero`(source: String) throws {
        #expect(try evaluate("optional.ofNonZeroValue(\(source)).hasValue()") == .bool(true))
    }
}
