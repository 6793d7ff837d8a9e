import HTTP
import Testing

@Suite struct HTTPStatusTests {
    @Test(arguments: [(HTTPStatus.ok, "OK"), (.contentTooLarge, "Content Too Large"), (HTTPStatus(599), "")])
    func `a status has the phrase of the registry`(status: HTTPStatus, reason: String) {
        #expect(status.reason == reason)
    }
}
