import Testing

@testable import Platform

@Suite struct HeadPlacesTests {
    @Test func `there are as many places as a sixteenth of the memory holds, and each that is given back is free`() {
        let places = HeadPlaces(in: 1 << 20)
        #expect(places.limit == 4 && HeadPlaces(in: 256 << 20).limit == 1024)
        #expect((0..<6).map { _ in places.take() } == [true, true, true, true, false, false])
        places.giveBack()
        #expect(places.take() && !places.take())
    }

    @Test func `where there is hardly any memory there is no place`() {
        #expect(!HeadPlaces(in: 64 << 10).take())
    }
}
