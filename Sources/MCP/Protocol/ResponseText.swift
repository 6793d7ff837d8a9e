internal import JSON

/// Writes responses as JSON text, with what every result of one era carries besides its content.
struct ResponseText: Sendable {
    /// What follows the last member of a complete result: nothing before 2026-07-28.
    private let tail: [UInt8]
    private let serverInfo: JSONValue?

    /// Results of 2026-07-28: with `resultType`, and `serverInfo` in `_meta`.
    init(from settings: MCPSettings) {
        let info = JSONValue.object(settings.serverInfo)
        let members: JSONObject = ["resultType": "complete", "_meta": [MetaKey.serverInfo: info]]
        tail = Array(JSONValue.object(members).bytes.dropFirst().dropLast())
        serverInfo = info
    }

    private init() {
        tail = []
        serverInfo = nil
    }

    /// Results of the revisions before: as the handler made them.
    static let bare = ResponseText()

    func message(of result: Result<RPCAnswer, RPCError>, to id: RPCID) -> Outbox.Message {
        switch result {
        case .success(let answer): Outbox.Message(bytes: self.result(answer, id: id))
        case .failure(let error): Outbox.Message(bytes: self.error(error, id: id), error: error)
        }
    }

    func result(_ answer: RPCAnswer, id: RPCID) -> [UInt8] {
        guard case .tool(let result, let version) = answer, result.isPlain else {
            return self.result(answer.json, id: id)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        var output = TextOutput(behind: &bytes)
        output.append(verbatim: Self.head)
        id.json.write(to: &output)
        output.append(verbatim: #","result":{"#)
        result.writeMembers(to: &output, for: version)
        if serverInfo != nil {
            output.append(UInt8(ascii: ","))
            output.append(tail.span)
        }
        output.append(verbatim: "}}")
        output.finish(into: &bytes)
        return bytes
    }

    func result(_ result: JSONObject, id: RPCID) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(512)
        bytes.append(contentsOf: Self.head.utf8)
        id.write(to: &bytes)
        bytes.append(contentsOf: #","result":"#.utf8)
        guard serverInfo != nil else {
            result.write(to: &bytes)
            bytes.append(UInt8(ascii: "}"))
            return bytes
        }
        if result["_meta"] != nil || result["resultType"] != nil {
            completed(result).write(to: &bytes)
        } else {
            result.write(to: &bytes)
            bytes.removeLast()
            if !result.isEmpty { bytes.append(UInt8(ascii: ",")) }
            bytes.append(contentsOf: tail)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    func error(_ error: RPCError, id: RPCID?) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        if let id {
            bytes.append(contentsOf: Self.head.utf8)
            id.write(to: &bytes)
        } else {
            bytes.append(contentsOf: #"{"jsonrpc":"2.0""#.utf8)
        }
        bytes.append(contentsOf: #","error":"#.utf8)
        error.json.write(to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        return bytes
    }

    func notification(_ notification: RPCNotification) -> [UInt8] {
        var message: JSONObject = ["jsonrpc": "2.0", "method": .string(notification.method)]
        if !notification.params.isEmpty { message["params"] = .object(notification.params) }
        return JSONValue.object(message).bytes
    }

    private func completed(_ result: JSONObject) -> JSONObject {
        var result = result
        if result["resultType"] == nil { result["resultType"] = "complete" }
        var meta = result["_meta"]?.object ?? [:]
        if meta[MetaKey.serverInfo] == nil { meta[MetaKey.serverInfo] = serverInfo }
        result["_meta"] = .object(meta)
        return result
    }

    // A literal, because nobody counts references to it.
    private static var head: String { #"{"jsonrpc":"2.0","id":"# }
}

extension RPCID {
    fileprivate func write(to bytes: inout [UInt8]) { json.write(to: &bytes) }
}

extension RPCError {
    var json: JSONObject {
        var object: JSONObject = ["code": .int(code), "message": .string(message)]
        if let data { object["data"] = data }
        return object
    }
}
