@testable import CEL
import FoundationEssentials
import JSON
import Testing

/// What `docs/cel.md` says is what happens.
@Suite struct DocumentationTests {
    private let request: [String: CELType] = [
        "method": .string, "path": .string, "headers": .map(.string, .string), "remote_address": .string,
        "tool": .string, "resource": .string, "prompt": .string, "arguments": .map(.string, .dyn),
    ]
    private var variables: [String: CELType] { ["payload": .map(.string, .dyn), "request": .record(request)] }

    private func page() throws -> String {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        return String(
            decoding: try #require(FileManager.default.contents(atPath: "/\(root)/docs/cel.md")),
            as: UTF8.self
        )
    }

    private func blocks(_ language: String) throws -> [String] {
        try page().split(separator: "```\(language)\n").dropFirst().compactMap {
            $0.split(separator: "\n```").first.map(String.init)
        }
    }

    @Test func `the examples hold`() throws {
        let payload = CELValue(try JSONValue(parsing: try #require(try blocks("json").first)))
        let request = CELValue([
            "method": "POST", "path": "/mcp", "headers": ["x-team": "green, blue"], "remote_address": "10.1.2.3",
            "tool": "deploy", "resource": "", "prompt": "",
            "arguments": ["stage": "test", "hosts": ["a.example.com"]],
        ])
        let examples = try blocks("cel").flatMap { $0.split(separator: "\n").map(String.init) }
        #expect(examples.count == 12)
        for example in examples {
            let program = try Program(example, variables: variables, result: .bool)
            #expect(try program.holds { $0 == "payload" ? payload : request }, "\(example)")
        }
    }

    @Test func `mistakes are told in these words`() throws {
        let lines = try #require(try blocks("text").first).split(separator: "\n").map(String.init)
        for place in stride(from: 0, to: lines.count - 1, by: 2) {
            let error = #expect(throws: CELError.self) {
                try Program(lines[place], variables: variables, result: .bool)
            }
            let caret = try #require(error?.excerpt.split(separator: "\n").last)
            #expect("\(caret) \(error?.message ?? "")" == lines[place + 1])
        }
    }

    @Test func `every function and macro is named`() throws {
        let page = try page()
        for name in Library.functions.keys { #expect(page.contains("`\(name)`"), "\(name)") }
        for name in Compiler.macros { #expect(page.contains("`\(name)"), "\(name)") }
    }

    @Test func `the limits are these`() throws {
        let page = try page()
        let limits = ProgramLimits()
        #expect(limits.length == 8_192 && page.contains("8,192 bytes"))
        #expect(limits.nesting == 64 && page.contains("| 64 |"))
        #expect(limits.depth == 256 && page.contains("| 256 |"))
        #expect(limits.cost == 100_000 && page.contains("| 100,000 |"))
    }
}
