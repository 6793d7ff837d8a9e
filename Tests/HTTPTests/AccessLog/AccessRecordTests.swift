import HTTP
import Testing

@Suite struct AccessRecordTests {
    @Test func `a body is kept only to be shown`() {
        let request = HTTPRequest(.post, "/", body: [1, 2])
        let hidden = AccessRecord(request, showsBody: false)
        let shown = AccessRecord(request, showsBody: true)
        #expect(hidden.body.isEmpty)
        #expect(hidden.bodySize == 2)
        #expect(shown.body == [1, 2])
    }

    @Test func `of each fact the last counts`() {
        var record = AccessRecord(HTTPRequest(.get, "/", from: "10.0.0.1"), showsBody: false)
        record.note(.call(CallFact("a", revision: "1")))
        record.note(.call(CallFact("b", revision: "1")))
        record.note(.caller(.trusted))
        record.note(.client("10.0.0.1", id: "x"))
        #expect(record.call?.method == "b" && record.caller == .trusted && record.client == nil)
    }
}
