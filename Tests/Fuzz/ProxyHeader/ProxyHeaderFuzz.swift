#if canImport(HTTP)
    public import HTTP
#endif

/// Reads any bytes as the header of a proxy: whole, and byte by byte. What is found first must be found in the end.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
    let whole = ProxyHeader.read(bytes)
    switch whole {
    case .client(_, let length), .unnamed(let length), .own(let length):
        precondition(8...ProxyHeader.limit ~= length && length <= count, "a header within its limits")
        precondition(ProxyHeader.read(Array(bytes.prefix(length))) == whole, "what follows changes nothing")
    case .incomplete: precondition(count < ProxyHeader.limit, "nobody waits for more")
    case .malformed: break
    }
    for end in 0..<min(count, 300) {
        let part = ProxyHeader.read(Array(bytes.prefix(end)))
        precondition(part == .incomplete || part == whole, "pieces change the header")
    }
    return 0
}
