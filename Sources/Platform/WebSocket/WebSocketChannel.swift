internal import HTTP

/// The messages of one connection, as whoever serves it sees them. Holds names, not the connection.
struct WebSocketChannel: MessageChannel {
    let worker: HTTPWorker
    let id: HandleID
    let serial: UInt64

    func receive() async throws(MessageChannelError) -> [UInt8]? {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                worker.loop.executor.perform { [worker, id, serial] in
                    guard let connection = worker.connection(id, serial) else {
                        return continuation.resume(returning: nil)
                    }
                    connection.receiveMessage(continuation)
                }
            }
        } onCancel: {
            worker.loop.executor.perform { [worker, id, serial] in worker.connection(id, serial)?.stopReceiving() }
        }
    }

    func send(_ message: [UInt8]) async {
        await withCheckedContinuation { continuation in
            worker.loop.executor.perform { [worker, id, serial] in
                guard let connection = worker.connection(id, serial) else { return continuation.resume() }
                connection.sendMessage(message, continuation)
            }
        }
    }
}
