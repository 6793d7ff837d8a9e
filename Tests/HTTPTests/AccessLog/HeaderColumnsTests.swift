import JSON
import Testing

@testable import HTTP

@Suite struct HeaderColumnsTests {
    /// What stands in a line for the only field of its name.
    private func text(_ name: String, _ value: String, in columns: inout HeaderColumns) throws -> String {
        let fields: HTTPFields = [try #require(HTTPFieldName(name)): value]
        var line = TextOutput()
        columns.append(fields.entries[0], of: fields, to: &line)
        return String(decoding: line.text, as: UTF8.self)
    }

    @Test func `a name is judged alike before and after it is remembered, and among many others`() throws {
        var settings = AccessLogSettings()
        settings.excludedHeaders = ["X-1"]
        var columns = HeaderColumns(settings)
        for _ in 0..<2 {
            for number in 0..<500 {
                let shown = try text("X-\(number)", "a", in: &columns)
                #expect(shown == (number == 1 ? "" : #","http.request.header.x-\#(number)":["a"]"#))
            }
        }
    }

    @Test(arguments: [1, 16, 17, 220, 230, 231, 260, 5_000])
    func `names of any length keep their values apart`(length: Int) throws {
        var columns = HeaderColumns(AccessLogSettings())
        let (name, twin) = (String(repeating: "a", count: length), "b" + String(repeating: "a", count: length - 1))
        for value in ["1", "1", "22", "333", "1"] {
            for name in [name, twin] {
                let shown = try text(name, value, in: &columns)
                #expect(shown == #","http.request.header.\#(name)":["\#(value)"]"#)
            }
        }
    }

    @Test(arguments: ["-abcdefghijklmnop", "-" + String(repeating: "y", count: 260)], [true, false])
    func `a secret and a harmless name that end alike are kept apart`(end: String, secretFirst: Bool) throws {
        var settings = AccessLogSettings()
        settings.excludedHeaders = [try #require(HTTPFieldName("x-leave\(end)"))]
        var columns = HeaderColumns(settings)
        let names = ["x-token", "x-plain", "x-leave"].map { $0 + end }
        for _ in 0..<3 {
            for name in secretFirst ? names : names.reversed() {
                let shown = try text(name, "canary", in: &columns)
                switch name {
                case names[0]: #expect(shown == #","http.request.header.\#(name)":["[REDACTED]"]"#)
                case names[1]: #expect(shown == #","http.request.header.\#(name)":["canary"]"#)
                default: #expect(shown.isEmpty)
                }
            }
        }
    }

    @Test func `a secret stays one when its place is taken, and given back`() throws {
        var columns = HeaderColumns(AccessLogSettings())
        for _ in 0..<2 {
            for number in 0..<300 {
                let isSecret = number.isMultiple(of: 3)
                let shown = try text(isSecret ? "X-Token-\(number)" : "X-\(number)", "canary", in: &columns)
                #expect(shown.contains("canary") != isSecret && shown.contains("[REDACTED]") == isSecret)
            }
        }
    }

    /// Every line that values of one name get, one after the other.
    private func lines(_ name: String, _ values: [String]) throws -> [String] {
        var columns = HeaderColumns(AccessLogSettings())
        return try values.map { try text(name, $0, in: &columns) }
    }

    @Test func `a value that comes again looks as it did, and another looks like itself`() throws {
        let found = try lines("Accept", ["a", "a", "a\"", "a\"", #"a\""#, "b", "", ""])
        let shown = ["a", "a", #"a\""#, #"a\""#, #"a\\\""#, "b", "", ""]
        #expect(found == shown.map { #","http.request.header.accept":["\#($0)"]"# })
    }

    @Test func `no secret is shown, whatever came before`() throws {
        let line = #","http.request.header.cookie":["[REDACTED]"]"#
        #expect(try lines("Cookie", ["canary", "canary", "other"]) == [line, line, line])
    }

    @Test func `a long value is cut off each time`() throws {
        let long = String(repeating: "x", count: 1025)
        let line = ",\"http.request.header.x-long\":[\"\(long.dropLast())…\"]"
        #expect(try lines("X-Long", [long, long, "y"]) == [line, line, ",\"http.request.header.x-long\":[\"y\"]"])
    }

    @Test func `a URL whose secret is masked does not stand for one that looks like it`() throws {
        let found = try lines("Referer", ["/a?code=1", "/a?code=2", "/a", "/a", "/a?code=1"])
        let shown = ["/a?code=[REDACTED]", "/a?code=[REDACTED]", "/a", "/a", "/a?code=[REDACTED]"]
        #expect(found == shown.map { #","http.request.header.referer":["\#($0)"]"# })
    }
}
