import Testing

@testable import Platform

@Suite struct HandleTableTests {
    private final class Thing {}

    @Test func `an identifier outlives its object and finds nothing then`() {
        var table = HandleTable<Thing>()
        let first = table.reserve()
        table.insert(Thing(), at: first)
        #expect(table[first] != nil)
        table.remove(first)
        let second = table.reserve()
        table.insert(Thing(), at: second)
        #expect(table[first] == nil)
        #expect(table[second] != nil)
        #expect(first != second)
        #expect(table.count == 1)
    }

    @Test func `an identifier survives the way through a pointer and is never null`() {
        var table = HandleTable<Thing>()
        let id = table.reserve()
        unsafe #expect(HandleID(id.data) == id)
        #expect(id.raw != 0)
    }

    @Test func `removing twice frees once`() {
        var table = HandleTable<Thing>()
        let id = table.reserve()
        table.insert(Thing(), at: id)
        table.remove(id)
        table.remove(id)
        #expect(table.reserve() != table.reserve())
        #expect(table.all.isEmpty)
    }
}
