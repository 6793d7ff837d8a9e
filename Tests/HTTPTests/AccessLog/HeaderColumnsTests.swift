import Testing

@testable import HTTP

@Suite struct HeaderColumnsTests {
    @Test func `a name is judged alike before and after it is remembered, and among many others`() {
        var settings = AccessLogSettings()
        settings.excludedHeaders = ["X-1"]
        var columns = HeaderColumns(settings)
        for _ in 0..<2 {
            for number in 0..<500 {
                let name = Array("x-\(number)".utf8)
                let column = columns.column(name[...], FieldPrint(name))
                #expect(column.name == name)
                #expect((column.value == .excluded) == (number == 1))
            }
        }
    }

    /// Every line that values of one name get, one after the other.
    private func lines(_ name: String, _ values: [String]) -> [String] {
        var columns = HeaderColumns(AccessLogSettings())
        let name = Array(name.utf8)
        return values.map { value in
            var line: [UInt8] = []
            columns.column(name[...], FieldPrint(name)).append(Array(value.utf8)[...], to: &line)
            return String(decoding: line, as: UTF8.self)
        }
    }

    @Test func `a value that comes again looks as it did, and another looks like itself`() {
        let found = lines("Accept", ["a", "a", "a\"", "a\"", "b", ""])
        let shown = ["a", "a", #"a\""#, #"a\""#, "b", ""]
        #expect(found == shown.map { #","http.request.header.accept":["\#($0)"]"# })
    }

    @Test func `no secret is shown, whatever came before`() {
        let line = #","http.request.header.cookie":["[REDACTED]"]"#
        #expect(lines("Cookie", ["canary", "canary", "other"]) == [line, line, line])
    }

    @Test func `a long value is cut off each time`() {
        let long = String(repeating: "x", count: 1025)
        let line = ",\"http.request.header.x-long\":[\"\(long.dropLast())…\"]"
        #expect(lines("X-Long", [long, long, "y"]) == [line, line, ",\"http.request.header.x-long\":[\"y\"]"])
    }
}
