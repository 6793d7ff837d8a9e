@testable import CEL
import Testing

@Suite struct TimestampTextTests {
    @Test(arguments: [
        ("2009-02-13T23:31:30Z", "2009-02-13T23:31:30Z"),
        ("2009-02-13t23:31:30.5z", "2009-02-13T23:31:30.5Z"),
        ("2009-02-13T23:31:30.120000001+02:30", "2009-02-13T21:01:30.120000001Z"),
        ("0001-01-01T00:00:00-00:01", "0001-01-01T00:01:00Z"),
    ])
    func `a timestamp is read and written`(text: String, written: String) {
        #expect(CELValue.Timestamp(text)?.text == written)
    }

    @Test(arguments: [
        "", "2009", "2009-02-13", "2009-02-13T23:31Z", "2009-02-30T00:00:00Z", "2009-02-13T24:00:00Z",
        "2009-02-13T23:60:00Z", "2009-02-13T23:31:60Z", "2009-02-13T23:31:30", "2009-02-13T23:31:30.Z",
        "2009-02-13T23:31:30.1234567890Z", "2009-02-13T23:31:30+2:00", "2009-02-13T23:31:30Z ", "0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-00:01", "２００９-02-13T23:31:30Z",
    ])
    func `what is no timestamp is refused`(text: String) {
        #expect(CELValue.Timestamp(text) == nil)
    }
}
