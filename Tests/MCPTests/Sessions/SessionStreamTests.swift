import JSON
import Testing

@testable import MCP

@Suite struct SessionStreamTests {
    private func put(_ texts: [String], on stream: SessionStream) -> [Bool] {
        texts.map { stream.put(Array($0.utf8), isDispensable: true) }
    }
    private func text(_ bytes: [UInt8]?) -> String? { bytes.map { String(decoding: $0, as: UTF8.self) } }
    private func data(_ bytes: [UInt8]?) -> [String] {
        (text(bytes) ?? "").split(separator: "\n").filter { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) }
    }

    @Test func `events are numbered under the name of their stream`() async {
        let stream = SessionStream(limit: 100)
        let reading = stream.read(after: 0)
        _ = put(["a", "b"], on: stream)
        #expect(text(await reading?.next()) == "id: \(stream.name)_1\ndata: a\n\nid: \(stream.name)_2\ndata: b\n\n")
        stream.end()
        #expect(await reading?.next() == nil)
    }

    @Test func `who comes back gets what followed, once`() async {
        let stream = SessionStream(limit: 100)
        let first = stream.read(after: 0)
        _ = put(["a", "b", "c"], on: stream)
        _ = await first?.next()
        let second = stream.read(after: 1)
        #expect(await first?.next() == nil, "the earlier reader has been replaced")
        #expect(data(await second?.next()) == ["b", "c"])
        stream.end()
        #expect(data(await stream.read(after: 3)?.next()) == [])
    }

    @Test func `what is no longer kept cannot be gone on from`() {
        let stream = SessionStream(limit: 4)
        _ = put(["aa", "bb", "cc"], on: stream)
        #expect(stream.read(after: 0) == nil && stream.read(after: 4) == nil)
        #expect(stream.read(after: 1) != nil)
        #expect(stream.size == 4)
    }

    @Test func `a reader that is behind by all that is kept loses what is dispensable, and nothing else`() async {
        let stream = SessionStream(limit: 4)
        let reading = stream.read(after: 0)
        #expect(put(["aa", "bb", "cc"], on: stream) == [true, true, false])
        #expect(stream.put(Array("dd".utf8), isDispensable: false))
        #expect(data(await reading?.next()) == ["aa", "bb", "dd"])
    }

    @Test func `many short events are not kept for ever either`() {
        let stream = SessionStream(limit: 1 << 20)
        for _ in 0...SessionStream.eventLimit { _ = put(["a"], on: stream) }
        #expect(stream.read(after: 0) == nil && stream.read(after: 1) != nil)
    }

    @Test func `a reader that was let go leaves the stream as it is`() async {
        let stream = SessionStream(limit: 100)
        let reading = stream.read(after: 0)
        stream.letGo()
        #expect(await reading?.next() == nil && !stream.isAttached && !stream.isEnded)
        _ = put(["a"], on: stream)
        #expect(data(await stream.read(after: 0)?.next()) == ["a"])
    }

    @Test func `nothing follows the end`() {
        let stream = SessionStream(limit: 100)
        stream.end()
        #expect(put(["a"], on: stream) == [false])
    }

    @Test func `the primer names the place where reading goes on`() {
        let stream = SessionStream(limit: 100)
        #expect(text(stream.primer(retry: .seconds(2))) == "id: \(stream.name)_0\nretry: 2000\ndata: \n\n")
    }

    @Test(
        arguments: [
            "0123456789abcdef_0": 0, "0123456789abcdef_12": 12, "0123456789abcdef_-1": nil, "0123456789abcde_1": nil,
            "0123456789abcdef": nil, "0123456789abcdef_1_2": nil, "": nil, "_": nil,
            "0123456789abcdef_99999999999999999999": nil,
        ] as [String: Int?]
    )
    func `places are read`(text: String, number: Int?) {
        #expect(StreamPlace(Array(text.utf8)[...])?.number == number)
    }

    private let event = [UInt8](repeating: 0x61, count: 10)

    @Test func `beyond what all streams may keep, what nobody reads is forgotten`() {
        let budget = ByteBudget()
        let stream = SessionStream(limit: 1000, of: budget, limit: 25)
        #expect(stream.put(event, isDispensable: false))
        #expect(stream.put(event, isDispensable: false))
        #expect(!stream.put(event, isDispensable: false))
        #expect(budget.count == 0)
        #expect(stream.read(after: 2) == nil, "what was lost is not passed over in silence")
        #expect(stream.read(after: 3) != nil)
    }

    @Test func `who reads loses nothing`() async {
        let budget = ByteBudget()
        let others = SessionStream(limit: 1000, of: budget, limit: 10)
        others.put(event, isDispensable: false)
        let stream = SessionStream(limit: 1000, of: budget, limit: 10)
        let reading = stream.read(after: 0)
        #expect(stream.put(event, isDispensable: false))
        #expect(stream.put(event, isDispensable: false))
        #expect(await reading?.next()?.split(separator: 0x0a).count == 4)
    }

    @Test func `a stream gives back what it kept`() {
        let budget = ByteBudget()
        var stream: SessionStream? = SessionStream(limit: 1000, of: budget, limit: 100)
        stream?.put(event, isDispensable: false)
        #expect(budget.count == 10)
        stream = nil
        #expect(stream == nil && budget.count == 0)
    }
}
