internal import JSON

extension MCPServer {
    /// One page of a list, and the cursor of the next. A cursor is opaque to clients: `tools:100`.
    func page(
        _ key: String,
        of items: [JSONValue],
        _ params: JSONObject,
        in context: RequestContext
    ) throws(RPCError) -> JSONObject {
        let size = max(1, settings.pageSize)
        let start = try Self.start(params["cursor"], key, count: items.count, size: size)
        let page = items[start...].prefix(size)
        var result: JSONObject = [key: .array(Array(page))]
        if page.endIndex < items.count { result["nextCursor"] = .string("\(key):\(page.endIndex)") }
        return cacheable(result, in: context)
    }

    private static func start(_ cursor: JSONValue?, _ key: String, count: Int, size: Int) throws(RPCError) -> Int {
        guard let cursor else { return 0 }
        guard let text = cursor.string, text.hasPrefix("\(key):"), let start = Int(text.dropFirst(key.count + 1)),
            start > 0, start < count, start.isMultiple(of: size), text == "\(key):\(start)"
        else { throw .invalidParams("Invalid cursor") }
        return start
    }
}
