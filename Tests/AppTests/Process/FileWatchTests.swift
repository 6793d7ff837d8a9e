import Platform
import Testing

@testable import App

@Suite struct FileWatchTests {
    @Test func `a change is told once, when it is over`() {
        var watch = FileWatch()
        let some: [String: FileStamp?] = [:]
        let none: [String: FileStamp?] = ["a": Optional<FileStamp>.none]
        let told = [none, some, some, some, none].map { watch.hasSettled($0, since: none) }
        #expect(told == [false, false, true, false, false])
    }
}
