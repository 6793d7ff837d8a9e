import Glibc
import Testing

@testable import Platform

@Suite struct SocketActivationTests {
    @Test func `descriptors of another process are not ours`() {
        #expect(SocketActivation { ["LISTEN_PID": "1", "LISTEN_FDS": "1"][$0] } == SocketActivation())
        #expect(SocketActivation { _ in nil } == SocketActivation())
        #expect(SocketActivation { ["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "-1"][$0] } == SocketActivation())
    }
}
