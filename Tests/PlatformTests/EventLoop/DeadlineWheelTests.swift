import Testing

@testable import Platform

@Suite struct DeadlineWheelTests {
    private func id() -> HandleID {
        var table = HandleTable<Object>()
        return table.reserve()
    }
    private final class Object {}

    @Test func `what is filed comes at its tick`() {
        var wheel = DeadlineWheel()
        let id = id()
        #expect(wheel.file(id, at: 3) == 3)
        #expect(wheel.advance() == [])
        #expect(wheel.advance() == [])
        #expect(wheel.advance() == [id])
        #expect(wheel.advance() == [])
    }

    @Test func `what is far away or long past comes within the wheel`() {
        var wheel = DeadlineWheel()
        #expect(wheel.file(id(), at: 100_000) == 511)
        #expect(wheel.file(id(), at: -5) == 1)
        #expect(wheel.file(id(), at: .max) == 511)
    }

    @Test(arguments: [
        (Duration.milliseconds(1), 1), (.milliseconds(100), 1), (.milliseconds(101), 2), (.seconds(30), 300),
        (.zero, 1), (.seconds(-1), 1), (.seconds(Int64.max), Int(Int32.max)),
    ])
    func `durations are ticks, rounded up`(duration: Duration, ticks: Int) {
        #expect(DeadlineWheel.ticks(duration) == ticks)
    }
}
