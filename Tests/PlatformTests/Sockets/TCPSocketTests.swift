internal import CUV
import Glibc
import Testing

@testable import Platform

@Suite(.blocking) struct TCPSocketTests {
    private let loop = EventLoop()
    private let ends: (own: Int32, other: Int32)

    init() throws {
        signal(SIGPIPE, SIG_IGN)
        var ends: [Int32] = [0, 0]
        guard unsafe socketpair(AF_UNIX, cuv_sock_stream(), 0, &ends) == 0 else { throw FileError.last }
        self.ends = (ends[0], ends[1])
    }

    /// Runs the loop with a socket until its owner has had enough, or for twenty seconds.
    private func run(
        _ owner: Owner,
        on descriptor: Int32? = nil,
        _ start: @escaping (TCPSocket) -> Void
    ) throws {
        var isMade = false
        loop.run {
            loop.timers.after(.seconds(20)) { [loop] in loop.stop() }
            owner.loop = loop
            guard let socket = TCPSocket(loop, descriptor: descriptor ?? ends.own) else { return loop.stop() }
            isMade = true
            socket.owner = owner
            start(socket)
        }
        try #require(isMade)
    }

    private func read(_ count: Int = 1 << 20) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: count)
        return Array(buffer[..<Descriptor.readSome(from: ends.other, into: &buffer)])
    }

    @Test func `what has come is in the loop's input, and then the end is told`() throws {
        Descriptor.writeAll(Array("hello".utf8), to: ends.other)
        shutdown(ends.other, Int32(SHUT_WR))
        let owner = Owner(until: "ended")
        try run(owner) { $0.startReading() }
        #expect(owner.events == ["received hello", "ended", "closed"])
        close(ends.other)
    }

    @Test func `nothing is read while reading is stopped, and nothing is lost`() throws {
        let owner = Owner(until: "received later")
        var rounds = 0
        try run(owner) { [loop, ends] socket in
            socket.startReading()
            socket.stopReading()
            Descriptor.writeAll(Array("later".utf8), to: ends.other)
            // Turns of the loop in which there is something to read, and room to write one byte after the other.
            owner.then["wrote"] = { #expect(socket.write([1])) }
            loop.afterRound = {
                rounds += 1
                if rounds == 20 { socket.startReading() }
            }
            #expect(socket.write([1]))
        }
        #expect(rounds >= 20)
        #expect(owner.events.filter { !$0.hasPrefix("wrote") } == ["received later", "closed"])
        close(ends.other)
    }

    @Test func `bytes go out as far as the system takes them at once`() throws {
        let bytes = [UInt8](repeating: 7, count: 64 << 20)
        let owner = Owner()
        try run(owner) { socket in
            #expect(socket.tryWrite([1, 2, 3]) == 3)
            #expect(read() == [1, 2, 3])
            let count = socket.tryWrite(bytes) ?? 0
            #expect(count > 0 && count < bytes.count)
            #expect(socket.tryWrite([8]) == 0)
            loop.stop()
        }
        #expect(owner.events == ["closed"])
        close(ends.other)
    }

    @Test func `a queued write leaves whole, in order, and its end is told once`() throws {
        let bytes = (0..<(4 << 20)).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 4) }
        let owner = Owner(until: "wrote 2")
        let received = Events()
        let other = ends.other
        let reader = SystemThread {
            var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 20))
            while case let count = Descriptor.readSome(from: other, into: &buffer), count > 0 {
                all += buffer[..<count]
            }
            received.add(all == bytes + [1, 2] ? "same" : "other")
        }
        try run(owner) { socket in
            #expect(socket.write(bytes[...]))
            #expect(socket.write([0, 1, 2, 3][1...2]))
        }
        reader.join()
        #expect(owner.events == ["wrote 1", "wrote 2", "closed"])
        #expect(received.all == ["same"])
        close(other)
    }

    @Test func `a write to a peer that has gone fails, and says so`() throws {
        close(ends.other)
        let owner = Owner(until: "failed")
        try run(owner) { socket in
            #expect(socket.tryWrite([1]) == nil)
            #expect(socket.write([1]))
        }
        #expect(owner.events == ["failed", "closed"])
    }

    /// A connection over TCP that its client has reset, after it sent `text`.
    private func resetConnection(after text: String) throws -> Int32 {
        let sockets = try ListeningSockets(host: "127.0.0.1", port: 0, count: 1)
        defer { for descriptor in sockets.descriptors { close(descriptor) } }
        // Room for all of it.
        var room: Int32 = 400_000
        unsafe setsockopt(sockets.descriptors[0], SOL_SOCKET, SO_RCVBUF, &room, socklen_t(MemoryLayout<Int32>.size))
        let client = try TestClient(sockets.port)
        var peer = sockaddr_storage()
        #expect(happens(POLLIN, to: sockets.descriptors[0]))
        let descriptor = unsafe cuv_accept(sockets.descriptors[0], &peer)
        if !text.isEmpty {
            // There is something to read once all of it has come.
            var count = Int32(text.utf8.count)
            unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVLOWAT, &count, socklen_t(MemoryLayout<Int32>.size))
            client.send(text)
            #expect(happens(POLLIN, to: descriptor))
        }
        client.reset()
        #expect(happens(POLLERR, to: descriptor))
        return descriptor
    }

    /// Waits for it, ten seconds at most.
    private func happens(_ event: Int32, to descriptor: Int32) -> Bool {
        var asked = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return unsafe poll(&asked, 1, 10_000) == 1 && asked.revents & Int16(event) != 0
    }

    @Test func `what came before a reset is read, and then the end is told, once`() throws {
        close(ends.own)
        close(ends.other)
        let owner = Owner(until: "ended")
        try run(owner, on: resetConnection(after: "last words")) { $0.startReading() }
        #expect(owner.events == ["received last words", "ended", "closed"])
    }

    @Test func `a reset is told to whoever writes`() throws {
        close(ends.own)
        close(ends.other)
        let owner = Owner(until: "failed")
        try run(owner, on: resetConnection(after: "")) { #expect($0.write([1])) }
        #expect(owner.events == ["failed", "closed"])
    }

    @Test func `a reset is told to whoever reads and writes`() throws {
        close(ends.own)
        close(ends.other)
        let owner = Owner(until: "failed")
        try run(owner, on: resetConnection(after: "words")) { socket in
            #expect(socket.write([1]))
            socket.startReading()
        }
        #expect(owner.events == ["received words", "failed", "closed"])
    }

    @Test func `however much came before a reset is read`() throws {
        close(ends.own)
        close(ends.other)
        let owner = Owner(until: "ended")
        try run(owner, on: resetConnection(after: String(repeating: "x", count: 150_000))) { $0.startReading() }
        let received = owner.events.filter { $0.hasPrefix("received") }.map { $0.utf8.count - "received ".utf8.count }
        #expect(received.count > 2 && received.reduce(0, +) == 150_000)
        #expect(owner.events.suffix(2) == ["ended", "closed"])
    }

    @Test(arguments: ["received a", "wrote 1", "ended"])
    func `whoever is told something may close the socket`(event: String) throws {
        Descriptor.writeAll(Array("a".utf8), to: ends.other)
        shutdown(ends.other, Int32(SHUT_WR))
        let owner = Owner(until: "closed")
        try run(owner) { socket in
            owner.then[event] = { socket.close() }
            if event == "wrote 1" {
                // The second has no one to be told to.
                #expect(socket.write([1]) && socket.write([2]))
            } else {
                socket.startReading()
            }
        }
        #expect(owner.events.suffix(2) == [event, "closed"])
        #expect(loop.sockets.count == 0)
        close(ends.other)
    }

    @Test func `a peer that takes everything keeps the loop from nothing else`() throws {
        let owner = Owner(until: "wrote 64")
        var rounds = 0
        try run(owner) { [loop] socket in
            loop.afterRound = { rounds += 1 }
            for _ in 0..<64 { #expect(socket.write([1])) }
        }
        // Twice in each turn: before and after it looks for events.
        #expect(rounds >= 16)
        #expect(read() == [UInt8](repeating: 1, count: 64))
        close(ends.other)
    }

    @Test func `nothing overtakes what is queued`() throws {
        let owner = Owner(until: "wrote 1")
        try run(owner) { socket in
            #expect(socket.write([1, 2]))
            #expect(socket.tryWrite([3]) == 0)
            owner.then["wrote 1"] = { #expect(socket.tryWrite([3]) == 1) }
        }
        #expect(read() == [1, 2, 3])
        close(ends.other)
    }

    private func place(of bytes: [UInt8]) -> UInt {
        unsafe bytes.withUnsafeBytes { UInt(bitPattern: $0.baseAddress) }
    }

    @Test func `what is queued is a copy, which keeps nothing else alive`() throws {
        let owner = Owner()
        try run(owner) { [loop] socket in
            for part in [0..<1, 0..<(1 << 20)] {
                var bytes = [UInt8](repeating: 7, count: 1 << 20)
                let place = place(of: bytes)
                #expect(socket.write(bytes[part]))
                bytes[0] = 8
                // Nobody shares it: it was not copied for the change.
                #expect(self.place(of: bytes) == place)
            }
            loop.stop()
        }
        close(ends.other)
    }

    @Test func `what is asked for while something is told holds afterwards`() throws {
        let owner = Owner(until: "received b")
        try run(owner) { [ends] socket in
            owner.then["received a"] = {
                socket.stopReading()
                Descriptor.writeAll(Array("b".utf8), to: ends.other)
                #expect(socket.write([1]))
            }
            owner.then["wrote 1"] = { socket.startReading() }
            socket.startReading()
            Descriptor.writeAll(Array("a".utf8), to: ends.other)
        }
        #expect(owner.events == ["received a", "wrote 1", "received b", "closed"])
        #expect(read() == [1])
        close(ends.other)
    }

    @Test func `the peer hears that no more will be written, and can still be read`() throws {
        let owner = Owner(until: "received yes")
        let other = ends.other
        let peer = SystemThread {
            var (all, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 16))
            while case let count = Descriptor.readSome(from: other, into: &buffer), count > 0 {
                all += buffer[..<count]
            }
            Descriptor.writeAll(Array(all == [1] ? "yes".utf8 : "no".utf8), to: other)
        }
        try run(owner) { socket in
            #expect(socket.tryWrite([1]) == 1)
            socket.shutdown()
            socket.startReading()
        }
        peer.join()
        #expect(owner.events == ["received yes", "closed"])
        close(ends.other)
    }

    @Test func `a socket is closed once, and does nothing afterwards`() throws {
        let owner = Owner()
        try run(owner) { socket in
            #expect(socket.isOpen && loop.sockets[socket.id] === socket)
            socket.close()
            socket.close()
            #expect(!socket.isOpen && loop.sockets[socket.id] == nil)
            socket.startReading()
            socket.shutdown()
            #expect(socket.tryWrite([1]) == nil && !socket.write([1]))
            loop.stop()
        }
        #expect(owner.events == ["closed"])
        #expect(read() == [])
        close(ends.other)
    }

    @Test func `what is no descriptor is no socket, and leaves none behind`() {
        loop.run {
            #expect(TCPSocket(loop, descriptor: 1 << 20) == nil)
            #expect(loop.sockets.count == 0)
            loop.stop()
        }
        close(ends.own)
        close(ends.other)
    }
}

/// Writes down what it is told.
private final class Owner: SocketOwner {
    weak var loop: EventLoop?
    private(set) var events: [String] = []
    /// What to do when something was told.
    var then: [String: () -> Void] = [:]
    private let last: String?
    private var writes = 0

    /// - Parameter last: what ends the loop.
    init(until last: String? = nil) { self.last = last }

    private func add(_ event: String) {
        events.append(event)
        then[event]?()
        if event == last { loop?.stop() }
    }

    func received() { add("received \(String(decoding: loop?.input ?? [], as: UTF8.self))") }
    func ended() { add("ended") }
    func wrote(failed: Bool) {
        writes += 1
        if !failed { then["wrote"]?() }
        add(failed ? "failed" : "wrote \(writes)")
    }
    func closed() {
        add("closed")
        // They hold the socket.
        then = [:]
    }
}
