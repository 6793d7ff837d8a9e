internal import Glibc

/// Listening sockets that the service manager opened for this process (sd_listen_fds(3)).
public struct SocketActivation: Sendable, Equatable {
    /// Sockets of the server, and of the listener for the operator (`FileDescriptorName=management`).
    public var server: [Int32] = []
    public var management: [Int32] = []

    private static let first: Int32 = 3
    private static let limit: Int32 = 64

    /// What the environment says. Once: who asks owns the descriptors.
    public init() {
        // Nobody that this process starts is to have them.
        self.init(variable: SystemProcess.environment) { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
    }

    /// - Parameters:
    ///   - variable: looks up a variable of the environment.
    ///   - adopt: makes a descriptor this process's own.
    init(variable: (_ name: String) -> String?, adopt: (_ descriptor: Int32) -> Void) {
        guard variable("LISTEN_PID") == "\(getpid())", let count = variable("LISTEN_FDS").flatMap({ Int32($0) }),
            1...Self.limit ~= count
        else { return }
        let names = (variable("LISTEN_FDNAMES") ?? "").split(separator: ":", omittingEmptySubsequences: false)
        for offset in 0..<Int(count) {
            let descriptor = Self.first + Int32(offset)
            adopt(descriptor)
            if offset < names.count, names[offset] == "management" {
                management.append(descriptor)
            } else {
                server.append(descriptor)
            }
        }
    }

    private init(server: [Int32], management: [Int32]) { (self.server, self.management) = (server, management) }

    /// There are none.
    static let none = SocketActivation(server: [], management: [])
}
