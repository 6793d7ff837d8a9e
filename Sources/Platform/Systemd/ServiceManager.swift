internal import CUV
internal import Glibc

/// The service manager that started this process, if it wants to hear of it (sd_notify(3)).
public struct ServiceManager: Sendable {
    public enum News: Sendable, Equatable {
        /// Requests are answered, with the configuration as it now is.
        case ready
        /// The configuration is being read again; `ready` follows.
        case reloading
        case stopping
        /// The process is not stuck.
        case alive
        /// One line for people.
        case status(String)
    }
    /// The longest that may lie between two `alive`; `nil` when nobody waits for them.
    public let watchdogTime: Duration?
    private let socket: String?

    /// What the environment says; `variable` looks up its variables.
    public init(variable: (_ name: String) -> String? = SystemProcess.environment) {
        socket = variable("NOTIFY_SOCKET").flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        let microseconds = variable("WATCHDOG_USEC").flatMap { Int($0) } ?? 0
        let isMeant = variable("WATCHDOG_PID").map { $0 == "\(getpid())" } ?? true
        watchdogTime = isMeant && microseconds > 0 && socket != nil ? .microseconds(microseconds) : nil
    }

    /// Never waits: news that the manager has no room for are lost.
    ///
    /// - Returns: whether they were sent.
    @discardableResult
    public func tell(_ news: News) -> Bool {
        guard let socket, let address = UnixAddress(socket) else { return false }
        let descriptor = cuv_datagram_socket()
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return address.send(Array(news.text.utf8), through: descriptor)
    }
}

extension ServiceManager.News {
    var text: String {
        switch self {
        case .ready: "READY=1\n"
        case .reloading: "RELOADING=1\nMONOTONIC_USEC=\(uv_hrtime() / 1000)\n"
        case .stopping: "STOPPING=1\n"
        case .alive: "WATCHDOG=1\n"
        case .status(let line): "STATUS=\(line.split(whereSeparator: \.isNewline).joined(separator: " "))\n"
        }
    }
}
