import Glibc
import Testing

@testable import Platform

@Suite struct SystemErrorTests {
    @Test func `an error number has words`() {
        #expect(SystemError.text(EADDRINUSE) == "address already in use")
    }
}
