import HTTP
import Testing

@testable import Platform

@Suite struct ServerLoadTests {
    private func load(_ change: (inout HTTPServerSettings.Limits) -> Void) -> ServerLoad {
        var limits = HTTPServerSettings.Limits()
        change(&limits)
        return ServerLoad(limits)
    }

    @Test func `connections are counted in all and by address`() {
        let load = load {
            $0.connections = 3
            $0.connectionsPerAddress = 2
        }
        #expect(load.admit(from: "a"))
        #expect(load.admit(from: "a"))
        #expect(!load.admit(from: "a"))
        #expect(load.admit(from: "b"))
        #expect(!load.admit(from: "c"))
        load.leave(from: "a")
        #expect(load.admit(from: "c"))
    }

    @Test func `of IPv6 a network is counted, as if it were one address`() {
        let load = load { $0.connectionsPerAddress = 2 }
        #expect(load.admit(from: "2001:db8::1"))
        #expect(load.admit(from: "2001:db8::2"))
        #expect(!load.admit(from: "2001:db8::3"))
        #expect(load.admit(from: "2001:db8:0:1::1"))
        load.leave(from: "2001:db8::1")
        #expect(load.admit(from: "2001:db8::4"))
    }

    @Test func `one address has a quarter of the memory, and nobody the reserve`() {
        let load = load {
            $0.memory = 16 << 20
            $0.body = 1 << 20
        }
        let quarter = 4 << 20
        #expect(load.take(quarter, from: "192.0.2.1"))
        #expect(!load.take(1, from: "192.0.2.1"))
        #expect(load.take(quarter, from: "192.0.2.2") && load.take(quarter, from: "192.0.2.3"))
        #expect(!load.take(quarter, from: "192.0.2.4"))
        #expect(load.take(quarter / 2, from: "192.0.2.4"))
        #expect(!load.take(1, from: "192.0.2.5"))
        #expect(load.bears(32 << 10, from: "192.0.2.1") && !load.bears(33 << 10, from: "192.0.2.5"))
        #expect(load.hold(32 << 10) && !load.hold(33 << 10))
        load.giveBack(quarter, from: "192.0.2.1")
        #expect(load.take(1, from: "192.0.2.1"))
    }

    @Test func `large requests that wait count for their address`() {
        let load = load {
            $0.memory = 16 << 20
            $0.body = 1 << 20
        }
        load.began(holding: 4 << 20, from: "192.0.2.1")
        #expect(!load.bears(33 << 10, from: "192.0.2.1") && load.bears(33 << 10, from: "192.0.2.2"))
        load.ended(holding: 4 << 20, from: "192.0.2.1")
        #expect(load.bears(33 << 10, from: "192.0.2.1"))
        #expect(load.memory.used == 0)
    }

    @Test func `proxies that are trusted have more than the share of one address`() throws {
        var limits = HTTPServerSettings.Limits()
        limits.memory = 16 << 20
        limits.body = 1 << 20
        let load = ServerLoad(limits, behind: [try #require(CIDR("192.0.2.0/24"))])
        #expect(load.take(14 << 20, from: "192.0.2.1"))
        #expect(!load.take(1, from: "192.0.2.1"))
        load.giveBack(14 << 20, from: "192.0.2.1")
        #expect(load.memory.used == 0)
        #expect(!load.take(5 << 20, from: "198.51.100.1"))
    }

    @Test func `a little memory does for the largest body`() {
        let load = load { $0.memory = 6 << 20 }
        #expect(load.take(4 << 20, from: "192.0.2.1"))
    }

    @Test func `requests are counted while they wait`() {
        let load = load { $0.requests = 1 }
        #expect(load.hasRoom)
        load.began()
        #expect(!load.hasRoom)
        load.ended()
        #expect(load.hasRoom)
    }
}
