extension JSONValue {
    /// Appends the value as compact JSON text in UTF-8.
    public func write(to bytes: inout [UInt8]) {}

    /// The value as compact JSON text in UTF-8.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }
    /// The value as compact JSON text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
}

extension JSONObject {
    /// Appends the object as compact JSON text in UTF-8.
    public func write(to bytes: inout [UInt8]) { JSONValue.object(self).write(to: &bytes) }
}
