import Testing

@testable import Platform

@Suite struct FileStampTests {
    @Test func `a stamp changes with the file, and with what a link leads to`() throws {
        let files = try TestCertificates()
        let (one, two) = (try files.write("one", "1"), try files.write("two", "2"))
        let link = "\(files.folder)/link"
        shell("ln -s one \(link)")
        let first = FileStamp(link)
        #expect(first == FileStamp(one) && first != nil)
        shell("ln -sfn two \(link)")
        #expect(FileStamp(link) == FileStamp(two) && FileStamp(link) != first)
        _ = try files.write("two", "22")
        #expect(FileStamp(link) != FileStamp(one))
        #expect(FileStamp("/nowhere") == nil)
    }
}
