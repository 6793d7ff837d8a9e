import Testing

@testable import TOML

@Suite struct YAMLTagTests {
    private func value(_ text: String, isPlain: Bool = true, _ tag: String? = nil) throws(YAMLFlaw) -> TOMLValue? {
        try YAMLTag.value(text, isPlain: isPlain, tag: tag.map { "tag:yaml.org,2002:" + $0 }, at: 0..<1)
    }

    @Test func `a tag says what a scalar is`() throws {
        #expect(try value("1", "str") == .string("1"))
        #expect(try value("1", isPlain: false, "int") == .integer(1))
        #expect(try value("1", "float") == .float(1))
        #expect(try value("true", "bool") == .boolean(true))
        #expect(try value("", "null") == nil)
        #expect(try YAMLTag.value("1", isPlain: true, tag: "!", at: 0..<1) == .string("1"))
    }

    @Test(arguments: [("x", "int"), ("1", "bool"), ("1", "binary"), ("1", "timestamp"), ("x", "set")])
    func `one that does not fit, or is no part of the core, is refused`(text: String, tag: String) {
        #expect(throws: YAMLTag.flaw("tag:yaml.org,2002:\(tag)", at: 0..<1)) { try value(text, tag) }
    }

    @Test func `without one, quotes decide`() throws {
        #expect(try value("1") == .integer(1))
        #expect(try value("1", isPlain: false) == .string("1"))
        #expect(throws: YAMLFlaw.self) { try value("0600") }
    }
}
