import Testing

@testable import Platform

@Suite struct CurlLibraryTests {
    @Test func `it is there, and a machine without it is survived`() {
        #expect(CurlLibrary.shared != nil)
        #expect(CurlLibrary("libcurl.so.0") == nil)
        #expect(CurlLibrary("libc.so.6") == nil)
    }
}
