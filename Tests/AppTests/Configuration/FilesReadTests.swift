import Platform
import Testing

@testable import App

@Suite struct FilesReadTests {
    private let files = FilesRead()

    @Test func `a file that was read is known as it was, and seen as it is`() throws {
        let file = try TemporaryFile("one")
        #expect(files.read(file.path, limit: 10) == .success(Array("one".utf8)))
        #expect(files.known == files.present && files.known.count == 1)
        try file.write("two")
        #expect(files.known != files.present)
        _ = files.read(file.path, limit: 10)
        #expect(files.known == files.present)
    }

    @Test func `one that is not there is watched as well`() throws {
        let file = try TemporaryFile()
        #expect(files.read(file.path, limit: 10) == .failure(.notFound))
        #expect(files.known == [file.path: nil] && files.known == files.present)
        try file.write("one")
        #expect(files.known != files.present)
    }

    @Test func `what is not read again is watched no longer`() throws {
        let (one, two) = (try TemporaryFile("one"), try TemporaryFile("two"))
        for file in [one, two] { _ = files.read(file.path, limit: 10) }
        files.begin()
        _ = files.read(two.path, limit: 10)
        #expect(Array(files.known.keys) == [two.path])
    }

    @Test func `too much is not read, and watched all the same`() throws {
        let file = try TemporaryFile("too much")
        #expect(files.read(file.path, limit: 3) == .failure(.tooLarge(limit: 3)))
        #expect(files.known.count == 1)
    }
}
