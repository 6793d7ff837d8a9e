import Testing

@testable import HTTP

@Suite struct HeaderColumnsTests {
    @Test func `a name is judged alike before and after it is remembered, and among many others`() {
        var settings = AccessLogSettings()
        settings.excludedHeaders = ["X-1"]
        var columns = HeaderColumns(settings)
        for _ in 0..<2 {
            for number in 0..<500 {
                let name = Array("x-\(number)".utf8)
                let column = columns.column(name[...], FieldPrint(name))
                #expect(column.name == name)
                #expect((column.value == .excluded) == (number == 1))
            }
        }
    }
}
