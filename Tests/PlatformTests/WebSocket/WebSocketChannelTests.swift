import HTTP
import Telemetry
import Testing

@testable import Platform

@Suite(.blocking) struct WebSocketChannelTests {
    @Test func `on a connection that has gone nothing comes, and nothing waits`() {
        let worker = HTTPWorker(ServerLoad(HTTPServerSettings.Limits()), choosing: { Router([]) }, log: .silent)
        worker.loop.run {
            let channel = WebSocketChannel(worker: worker, id: worker.loop.sockets.reserve(), serial: 1)
            // Ends by itself.
            Task.immediate(executorPreference: worker.loop.executor) {
                let message = try? await channel.receive()
                #expect(message == nil)
                await channel.send([1])
                worker.loop.stop()
            }
        }
    }

    @Test func `whoever stops waiting for a message gets none, and has done with them`() throws {
        let server = try TestServer()
        let client = try TestClient.webSocket(at: server.port)
        client.send(ClientFrame.text("impatient").bytes)
        #expect(client.frames(until: 8) == [.text("nothing"), .close(1000)])
        #expect(server.events.contains("ended"))
        client.send(ClientFrame.close(1000).bytes)
        #expect(client.isClosed())
        server.stop()
    }
}
