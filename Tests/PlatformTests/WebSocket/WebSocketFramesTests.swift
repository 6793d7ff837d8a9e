import HTTP
import Testing

@testable import Platform

@Suite struct WebSocketFramesTests {
    private func frames(limit: Int = 1 << 20, deflate: PerMessageDeflate? = nil) throws -> WebSocketFrames {
        try #require(WebSocketFrames(limit: limit, WebSocketTerms(deflate: deflate), compression: MessageDeflate()))
    }

    /// What comes of `sent`: messages as text, and frames to the peer.
    private func outcome(
        _ sent: [ClientFrame],
        limit: Int = 1 << 20,
        deflate: PerMessageDeflate? = nil
    ) throws -> (messages: [String], answers: [ServerFrame], isDone: Bool) {
        let frames = try frames(limit: limit, deflate: deflate)
        _ = frames.take(sent.flatMap(\.bytes))
        return (frames.texts, ServerFrame.all(in: frames.takeOutput()), frames.isDone)
    }

    @Test(arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
    func `a text message of any length comes in and goes out`(count: Int) throws {
        let text = String(repeating: "x", count: count)
        #expect(try outcome([.text(text)]).messages == [text])
        let frames = try frames()
        frames.send(Array(text.utf8))
        #expect(ServerFrame.all(in: frames.takeOutput()) == [.text(text)])
    }

    @Test func `bytes may come one by one`() throws {
        let frames = try frames()
        for byte in ClientFrame.text("Grüße").bytes + ClientFrame.text("b").bytes { #expect(frames.take([byte]) == 1) }
        #expect(frames.texts == ["Grüße", "b"])
    }

    @Test func `fragments become one message, with control frames between them`() throws {
        let ping = ClientFrame(opcode: 9, payload: [1, 2])
        let (messages, answers, _) = try outcome([
            .text("one ", isLast: false), ping, .more("two ", isLast: false), .more("", isLast: false), .more("three"),
        ])
        #expect(messages == ["one two three"])
        #expect(answers == [ServerFrame(opcode: 10, payload: [1, 2])])
    }

    @Test func `a character may be cut in two`() throws {
        let bytes = Array("é".utf8)
        let sent = [
            ClientFrame(opcode: 1, payload: [bytes[0]], isLast: false), ClientFrame(opcode: 0, payload: [bytes[1]]),
        ]
        #expect(try outcome(sent).messages == ["é"])
    }

    @Test(
        arguments: [
            ("a frame without a mask", [ClientFrame(opcode: 1, payload: [0x61], isMasked: false)]),
            ("RSV1 without an agreement", [ClientFrame(opcode: 1, bits: 4)]),
            ("RSV2", [ClientFrame(opcode: 1, bits: 2)]), ("RSV3", [ClientFrame(opcode: 9, bits: 1)]),
            ("an unknown opcode", [ClientFrame(opcode: 3)]), ("an unknown control frame", [ClientFrame(opcode: 11)]),
            ("a long control frame", [ClientFrame(opcode: 9, payload: [UInt8](repeating: 0, count: 126))]),
            ("a control frame in parts", [ClientFrame(opcode: 9, isLast: false)]),
            ("a continuation of nothing", [.more("x")]),
            ("a message within another", [.text("a", isLast: false), .text("b")]),
            ("a length that is too long for itself", [ClientFrame(opcode: 1, payload: [0x61], lengthBytes: 2)]),
            ("and another", [ClientFrame(opcode: 1, payload: [0x61], lengthBytes: 8)]),
            ("a close frame of one byte", [ClientFrame(opcode: 8, payload: [3])]),
            ("a close code that nobody sends", [.close(1005)]), ("a close code below all", [.close(999)]),
        ] as [(String, [ClientFrame])]
    )
    func `a peer that breaks the protocol is told 1002`(mistake: String, sent: [ClientFrame]) throws {
        let (messages, answers, isDone) = try outcome(sent + [.text("after")])
        #expect(messages == [])
        #expect(answers.map { $0.payload.prefix(2) } == [[0x03, 0xea]])
        #expect(isDone)
    }

    @Test(
        arguments: [
            [ClientFrame(opcode: 1, payload: [0xff])], [ClientFrame(opcode: 1, payload: [0xed, 0xa0, 0x80])],
            [ClientFrame(opcode: 1, payload: [0xc3])],
            [ClientFrame(opcode: 1, payload: [0x61, 0xc0], isLast: false), .more("x")],
        ] as [[ClientFrame]]
    )
    func `text that is not UTF-8 is told 1007`(sent: [ClientFrame]) throws {
        let (messages, answers, _) = try outcome(sent)
        #expect(messages == [])
        #expect(answers.map { $0.payload.prefix(2) } == [[0x03, 0xef]])
    }

    @Test func `binary messages are told 1003`() throws {
        let (messages, answers, isDone) = try outcome([ClientFrame(opcode: 2, payload: [1]), .text("after")])
        #expect(messages == [])
        #expect(answers == [.close(1003)])
        #expect(!isDone)
    }

    @Test func `a message beyond the limit is told 1009, however it comes`() throws {
        #expect(try outcome([.text("abcde")], limit: 5).messages == ["abcde"])
        for sent in [[ClientFrame.text("abcdef")], [.text("abc", isLast: false), .more("def")]] {
            let (messages, answers, _) = try outcome(sent, limit: 5)
            #expect(messages == [])
            #expect(answers.map { $0.payload.prefix(2) } == [[0x03, 0xf1]])
        }
        let announced: [UInt8] = [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3, 4, 5]
        let frames = try frames(limit: 5)
        _ = frames.take(announced)
        #expect(ServerFrame.all(in: frames.takeOutput()).map { $0.payload.prefix(2) } == [[0x03, 0xf1]])
    }

    @Test func `a peer that closes is answered with its own code`() throws {
        let (messages, answers, isDone) = try outcome([.text("a"), .close(4000), .text("after")])
        #expect(messages == ["a"])
        #expect(answers == [.close(4000)])
        #expect(isDone)
    }

    @Test func `a reason that ends like an empty close frame is sent back as it is`() throws {
        let closing: [UInt8] = [0x0f, 0xa0, 0xc8, 0x88, 0x00]
        #expect(
            try outcome([ClientFrame(opcode: 8, payload: closing)]).answers == [
                ServerFrame(opcode: 8, payload: closing)
            ]
        )
    }

    @Test func `a peer that closes without a code is answered without one`() throws {
        let (_, answers, isDone) = try outcome([ClientFrame(opcode: 8)])
        #expect(answers == [ServerFrame(opcode: 8, payload: [])])
        #expect(isDone)
    }

    @Test func `closing waits for the peer, and hears nothing else`() throws {
        let frames = try frames()
        frames.close(.goingAway)
        frames.send([0x61])
        frames.close(.normal)
        #expect(ServerFrame.all(in: frames.takeOutput()) == [.close(1001)])
        #expect(frames.isDeaf && !frames.isDone)
        _ = frames.take((ClientFrame.text("late").bytes + ClientFrame.close(1001).bytes))
        #expect(frames.isDone && frames.texts == [])
        #expect(frames.takeOutput() == [])
    }

    @Test func `binary is for who agreed on it, and is answered in kind`() throws {
        let terms = WebSocketTerms(deflate: PerMessageDeflate(windowBits: 15), takesBinary: true)
        let frames = try #require(WebSocketFrames(limit: 4096, terms, compression: MessageDeflate()))
        let payload: [UInt8] = [0xff, 0x00, 0xfe]
        let sent = [
            ClientFrame(opcode: 2, payload: [0xff], isLast: false), ClientFrame(opcode: 0, payload: [0x00, 0xfe]),
            .text("text"),
        ]
        _ = frames.take(sent.flatMap(\.bytes))
        for _ in sent.dropFirst() { frames.send(frames.next() ?? []) }
        #expect(ServerFrame.all(in: frames.takeOutput()) == [ServerFrame(opcode: 2, payload: payload), .text("text")])
        _ = frames.take(ClientFrame(opcode: 1, payload: payload).bytes)
        #expect(ServerFrame.all(in: frames.takeOutput()) == [.close(1007)], "what says that it is text, is text")
    }

    @Test func `an inbox that is full lets the rest wait`() throws {
        let frames = try frames()
        let sent = (0..<1000).flatMap { _ in ClientFrame.text(String(repeating: "x", count: 1000)).bytes }
        var used = frames.take(sent)
        #expect(frames.isFull && used < sent.count)
        #expect(frames.inbox.count < 300)
        var count = frames.texts.count
        while used < sent.count {
            used += frames.take(Array(sent[used...]))
            count += frames.texts.count
        }
        #expect(count == 1000)
    }

    @Test func `compressed messages go both ways`() throws {
        let deflate = PerMessageDeflate(windowBits: 15)
        // "Hello" of RFC 7692 §7.2.3.1, whole and in two frames.
        let hello: [UInt8] = [0xf2, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00]
        let whole = ClientFrame(opcode: 1, payload: hello, bits: 4)
        let parts = [
            ClientFrame(opcode: 1, payload: Array(hello[..<3]), isLast: false, bits: 4),
            ClientFrame(opcode: 0, payload: Array(hello[3...])),
        ]
        #expect(
            try outcome([whole] + parts + [.text("plain")], deflate: deflate).messages == ["Hello", "Hello", "plain"]
        )

        let frames = try frames(deflate: deflate)
        let long = [UInt8](repeating: 0x61, count: 5000)
        frames.send(long)
        frames.send([0x61])
        let sent = ServerFrame.all(in: frames.takeOutput())
        #expect(sent.map(\.bits) == [4, 0])
        #expect(sent[0].payload.count < 100)
        #expect(Inflater()?.inflate(sent[0].payload, limit: 5000) == .bytes(long))
    }

    @Test func `a compressed message that is wrong closes the connection`() throws {
        let deflate = PerMessageDeflate(windowBits: 15)
        let bomb = try #require(Deflater(windowBits: 15)?.deflate([UInt8](repeating: 0x61, count: 2 << 20)))
        let latin = try #require(Deflater(windowBits: 15)?.deflate([0xe9]))
        for (payload, code) in [(bomb, 1009), ([0xff, 0xff], 1007), (latin, 1007)] as [([UInt8], UInt16)] {
            let (messages, answers, _) = try outcome(
                [ClientFrame(opcode: 1, payload: payload, bits: 4)],
                deflate: deflate
            )
            #expect(messages == [])
            #expect(answers == [.close(code)])
        }
    }

    @Test(arguments: [
        ClientFrame(opcode: 9, bits: 4), ClientFrame(opcode: 1, bits: 6), ClientFrame(opcode: 8, bits: 4),
    ])
    func `only the start of a message is marked as compressed`(frame: ClientFrame) throws {
        let (_, answers, _) = try outcome([frame], deflate: PerMessageDeflate(windowBits: 15))
        #expect(answers.map { $0.payload.prefix(2) } == [[0x03, 0xea]])
    }

    @Test func `a ping is one frame`() throws {
        let frames = try frames()
        frames.ping()
        #expect(ServerFrame.all(in: frames.takeOutput()) == [ServerFrame(opcode: 9, payload: [])])
        _ = frames.take(ClientFrame(opcode: 10).bytes)
        #expect(frames.frameCount == 1)
    }
}

extension WebSocketFrames {
    /// Takes every message.
    fileprivate var texts: [String] {
        var texts: [String] = []
        while let message = next() { texts.append(String(decoding: message, as: UTF8.self)) }
        return texts
    }
}
