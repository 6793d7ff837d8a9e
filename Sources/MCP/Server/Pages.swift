internal import HTTP
internal import JSON

extension MCPServer {
    /// One page of a list, and the cursor of the next. A cursor is opaque to clients: `tools:100`, sealed for its
    /// principal where there is a key.
    func page(
        _ key: String,
        of items: [JSONValue],
        _ params: JSONObject,
        in context: RequestContext
    ) throws(RPCError) -> JSONObject {
        let size = max(1, settings.pageSize)
        let start = try start(params["cursor"], key, context, count: items.count, size: size)
        let page = items[start...].prefix(size)
        var result: JSONObject = [key: .array(Array(page))]
        if page.endIndex < items.count { result["nextCursor"] = .string(cursor("\(key):\(page.endIndex)", context)) }
        return cacheable(result, in: context)
    }

    private func start(
        _ cursor: JSONValue?,
        _ key: String,
        _ context: RequestContext,
        count: Int,
        size: Int
    ) throws(RPCError) -> Int {
        guard let cursor else { return 0 }
        guard let text = cursor.string.flatMap({ place($0, context) }), text.hasPrefix("\(key):"),
            let start = Int(text.dropFirst(key.count + 1)),
            start > 0, start < count, start.isMultiple(of: size), text == "\(key):\(start)"
        else { throw .invalidParams("Invalid cursor") }
        return start
    }

    private func cursor(_ place: String, _ context: RequestContext) -> String {
        guard let sealing else { return place }
        return sealing.sealer.seal(Array("\(context.caller.principal.text)\n\(place)".utf8), for: "cursor")
    }

    /// The place that a cursor of this principal names.
    private func place(_ cursor: String, _ context: RequestContext) -> String? {
        guard let sealing else { return cursor }
        guard let bytes = sealing.sealer.open(cursor, for: "cursor") else { return nil }
        let owner = Array("\(context.caller.principal.text)\n".utf8)
        return bytes.starts(with: owner) ? String(decoding: bytes.dropFirst(owner.count), as: UTF8.self) : nil
    }
}
