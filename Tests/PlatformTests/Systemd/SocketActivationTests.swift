import Glibc
import Testing

@testable import Platform

@Suite struct SocketActivationTests {
    private func found(_ variables: [String: String]) -> SocketActivation {
        SocketActivation(variable: { variables[$0] }, adopt: { _ in })
    }

    @Test func `descriptors of another process are not ours`() {
        #expect(found(["LISTEN_PID": "1", "LISTEN_FDS": "1"]) == .none)
        #expect(found([:]) == .none)
        for count in ["-1", "0", "65", "x"] {
            #expect(found(["LISTEN_PID": "\(getpid())", "LISTEN_FDS": count]) == .none)
        }
    }

    @Test(
        arguments: [
            ("http:management", [3], [4]), ("management:a", [4], [3]), ("management", [4], [3]), ("", [3, 4], []),
        ] as [(String, [Int32], [Int32])]
    )
    func `the listener for the operator is known by its name`(names: String, server: [Int32], management: [Int32]) {
        let found = found(["LISTEN_PID": "\(getpid())", "LISTEN_FDS": "2", "LISTEN_FDNAMES": names])
        #expect(found.server == server && found.management == management)
    }
}
