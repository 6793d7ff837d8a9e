import JSON
import Testing

@testable import MCP

@Suite struct BatchRepliesTests {
    private let outbox = Outbox()

    private func waiting() async -> [String] {
        outbox.close()
        return (await outbox.next() ?? []).map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    private func message(_ text: String, isResponse: Bool = true) -> Outbox.Message {
        Outbox.Message(bytes: Array(text.utf8), isResponse: isResponse)
    }

    @Test func `responses wait for each other, and everything else does not`() async {
        let batch = BatchReplies(to: outbox)
        batch.begin()
        batch.begin()
        batch.put(message("1"))
        batch.end()
        batch.put(message("note", isResponse: false))
        batch.end()
        batch.put(message("2"))
        batch.end()
        #expect(await waiting() == ["note", "[1,2]"])
    }

    @Test func `what is too much to be kept goes ahead of the rest`() async {
        let batch = BatchReplies(to: outbox)
        batch.put(message(String(repeating: "1", count: (1 << 20) + 1)))
        batch.put(message("2"))
        batch.end()
        #expect(await waiting().map(\.utf8.count) == [(1 << 20) + 3, 3])
    }

    @Test func `a batch that is not answered sends nothing`() async {
        let batch = BatchReplies(to: outbox)
        batch.begin()
        batch.end()
        batch.end()
        #expect(await waiting() == [])
    }
}
