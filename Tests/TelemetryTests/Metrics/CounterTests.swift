import Telemetry
import Testing

@Suite struct CounterTests {
    @Test func `a counter adds up, from many tasks at once`() async {
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 0..<8 { group.addTask { for _ in 0..<1000 { counter.add() } } }
        }
        counter.add(5)
        #expect(counter.value == 8005)
    }
}
