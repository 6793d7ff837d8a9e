import Glibc
import JSON
import MCP
import Platform
import Testing

@testable import App

@Suite struct MessageStoreTests {
    final class Path {
        let text = "/tmp/mcp-forge-messages-\(UInt64.random(in: .min ... .max))"
        deinit { unsafe unlink(text) }
    }

    @Test func `messages outlive the store, the newest first`() throws {
        let path = Path()
        for turn in 1...3 { try MessageStore(path.text).post(.init(sender: "Ada", content: "line\n\(turn)")) }
        #expect(try MessageStore(path.text).messages.map(\.content) == ["line\n3", "line\n2", "line\n1"])
    }

    @Test func `one that was cut short spoils no other`() throws {
        let path = Path()
        try MessageStore(path.text).post(.init(sender: "Ada", content: "one"))
        try FileSystem.append(Array("\n{\"sender\":\"B".utf8), to: path.text)
        try MessageStore(path.text).post(.init(sender: "Ada", content: "two"))
        #expect(try MessageStore(path.text).messages.map(\.content) == ["two", "one"])
    }

    @Test func `there are a hundred at most`() throws {
        let path = Path()
        let store = try MessageStore(path.text)
        for turn in 1...105 { try store.post(.init(sender: "Ada", content: "\(turn)")) }
        #expect(store.messages.count == 100 && store.messages.last?.content == "6")
        #expect(try MessageStore(path.text).messages == store.messages)
    }

    @Test func `a message that cannot be kept is not there`() throws {
        let store = try MessageStore("/no/such/folder/messages")
        #expect(throws: FileError.notFound) { try store.post(.init(sender: "Ada", content: "x")) }
        #expect(store.messages.isEmpty)
    }
}
