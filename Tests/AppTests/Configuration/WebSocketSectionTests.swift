import Testing

@testable import App

@Suite struct WebSocketSectionTests {
    @Test func `it is off, and compression comes with it`() {
        let settings = ConfigurationText("").configuration.webSocket
        #expect(!settings.isEnabled && settings.compresses)
    }

    @Test func `both can be switched`() {
        let text = "[server.transport.http]\nwebsocket = true\nwebsocket_compression = false"
        let settings = ConfigurationText(text).configuration.webSocket
        #expect(settings.isEnabled && !settings.compresses)
    }
}
