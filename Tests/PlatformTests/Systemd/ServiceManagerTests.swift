internal import CUV
import Glibc
import Testing

@testable import Platform

@Suite struct ServiceManagerTests {
    /// A socket of its own that reads what the manager would.
    private struct Mailbox: ~Copyable {
        let name: String
        private let descriptor: Int32

        init() throws {
            name = "@mcp-forge-test-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            descriptor = cuv_datagram_socket()
            #expect(try #require(UnixAddress(name)).bind(descriptor))
        }
        deinit { close(descriptor) }

        func next() -> String {
            var buffer = [UInt8](repeating: 0, count: 256)
            let count = Descriptor.receive(from: descriptor, into: &buffer)
            return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
        }
    }

    @Test func `news reach the manager`() throws {
        let mailbox = try Mailbox()
        let manager = ServiceManager { $0 == "NOTIFY_SOCKET" ? mailbox.name : nil }
        #expect(manager.tell(.ready))
        #expect(mailbox.next() == "READY=1\n")
        #expect(manager.tell(.status("two\nlines")))
        #expect(mailbox.next() == "STATUS=two lines\n")
        #expect(manager.tell(.reloading))
        #expect(mailbox.next().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
    }

    @Test func `without a manager nothing is told`() {
        #expect(!ServiceManager { _ in nil }.tell(.ready))
        #expect(!ServiceManager { _ in "relative/path" }.tell(.ready))
        #expect(!ServiceManager { _ in "/no/such/socket" }.tell(.ready))
        #expect(!ServiceManager { _ in "/" + String(repeating: "x", count: 200) }.tell(.ready))
    }

    @Test(
        arguments: [
            (["WATCHDOG_USEC": "30000000"], Duration.seconds(30)),
            (["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"], nil),
            (["WATCHDOG_USEC": "0"], nil), ([:], nil),
        ] as [([String: String], Duration?)]
    )
    func `the watchdog is the manager's to wind up`(variables: [String: String], time: Duration?) {
        var variables = variables
        variables["NOTIFY_SOCKET"] = "/run/systemd/notify"
        #expect(ServiceManager { variables[$0] }.watchdogTime == time)
        variables["NOTIFY_SOCKET"] = nil
        #expect(ServiceManager { variables[$0] }.watchdogTime == nil)
    }
}
