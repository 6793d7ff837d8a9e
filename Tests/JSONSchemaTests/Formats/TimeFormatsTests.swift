import Testing

@testable import JSONSchema

@Suite struct TimeFormatsTests {
    @Test(arguments: [
        ("2024-02-29T23:59:59.123Z", true), ("2024-05-31t13:45:00+02:00", true), ("1998-12-31T15:59:60.5-08:00", true),
        ("2023-02-29T00:00:00Z", false), ("1998-12-31T22:59:60Z", false), ("2024-05-31 13:45:00Z", false),
        ("2024-05-31T13:45Z", false),
        ("2024-05-31T24:00:00Z", false), ("2024-05-31T13:45:00", false), ("2024-05-31T13:45:00.Z", false),
        ("24-05-31T13:45:00Z", false),
        ("2024-05-31T13:45:00+2:00", false), ("2024-13-01T00:00:00Z", false), ("", false), ("T", false),
        ("２024-05-31T13:45:00Z", false),
    ])
    func `a date and time is one of RFC 3339`(text: String, isRight: Bool) {
        #expect(TimeFormats.isDateTime(text) == isRight)
    }

    @Test(arguments: [
        ("P1Y2M3DT4H5M6S", true), ("PT36H", true), ("P3W", true), ("P1M", true), ("PT1M", true), ("P", false),
        ("PT", false),
        ("P1YT", false), ("P1Y3D", false), ("P1D2M", false), ("P1W2D", false), ("1D", false), ("P1", false),
        ("PT1D", false), ("P1S", false),
    ])
    func `a duration is one of RFC 3339`(text: String, isRight: Bool) {
        #expect(TimeFormats.isDuration(text) == isRight)
    }
}
