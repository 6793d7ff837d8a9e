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

    @Test func `requests are counted while they wait`() {
        let load = load { $0.requests = 1 }
        #expect(load.hasRoom)
        load.began()
        #expect(!load.hasRoom)
        load.ended()
        #expect(load.hasRoom)
    }
}
