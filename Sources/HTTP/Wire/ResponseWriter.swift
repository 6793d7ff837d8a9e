/// Writes responses as HTTP/1.1 (RFC 9112 §4, §7.1).
public enum ResponseWriter {
    /// How the body that follows is delimited.
    public enum Framing: Sendable, Equatable {
        case length(Int)
        case chunked
        /// The body ends with the connection: for HTTP/1.0.
        case close
        /// 204 and 304: there is no body and no length.
        case none
        /// 101: what follows is another protocol.
        case upgrade
    }

    /// Appends a status line, the date, the `id` of the request, the fields of `response`, and what frames its body. Nobody is
    /// to guess what a body is; and nobody to keep it, unless the response says how long.
    ///
    /// Fields that frame a message are the server's alone; the response's own are left out.
    public static func head(
        of response: HTTPResponse,
        framing: Framing,
        closes: Bool,
        at date: ResponseDate,
        id: String,
        to output: inout [UInt8]
    ) {
        if response.status == .ok {
            output.append(contentsOf: date.success)
        } else {
            output.append(contentsOf: "HTTP/1.1 ".utf8)
            output.append(decimal: response.status.code)
            output.append(0x20)
            output.append(contentsOf: response.status.reason.utf8)
            output.append(contentsOf: date.other)
        }
        output.append(contentsOf: id.utf8)
        output.endLine()
        let isKept = response.fields.write(to: &output)
        if response.variesByOrigin { output.append(contentsOf: "Vary: Origin\r\n".utf8) }
        if !isKept { output.append(contentsOf: "Cache-Control: no-store\r\n".utf8) }
        // In one piece with what follows: that every answer appends it by itself would be felt.
        switch framing {
        case .length(let count):
            output.append(contentsOf: "X-Content-Type-Options: nosniff\r\nContent-Length: ".utf8)
            output.append(decimal: count)
            output.endLine()
        case .chunked:
            output.append(contentsOf: "X-Content-Type-Options: nosniff\r\nTransfer-Encoding: chunked\r\n".utf8)
        case .upgrade: output.append(contentsOf: "X-Content-Type-Options: nosniff\r\nConnection: Upgrade\r\n".utf8)
        case .close, .none: output.append(contentsOf: "X-Content-Type-Options: nosniff\r\n".utf8)
        }
        if closes { output.append(contentsOf: "Connection: close\r\n".utf8) }
        output.endLine()
    }

    /// Appends one chunk; an empty one would end the body, so it is left out.
    public static func chunk(_ bytes: [UInt8], to output: inout [UInt8]) {
        guard !bytes.isEmpty else { return }
        output.append(contentsOf: String(bytes.count, radix: 16).utf8)
        output.endLine()
        output.append(contentsOf: bytes)
        output.endLine()
    }

    public static let lastChunk = Array("0\r\n\r\n".utf8)
    public static let `continue` = Array("HTTP/1.1 100 Continue\r\n\r\n".utf8)
}

extension HTTPFields {
    /// Returns whether one of them says how long the body may be kept.
    fileprivate func write(to output: inout [UInt8]) -> Bool {
        var saysCaching = false
        var canCopy = isWritten
        for entry in entries {
            if entry.print.length == 13, entry.print == FieldPrint.caching { saysCaching = true }
            if entry.print.isServers { canCopy = false }
        }
        if canCopy {
            output.append(contentsOf: bytes)
            return saysCaching
        }
        for entry in entries where !entry.print.isServers {
            output.append(contentsOf: bytes[entry.name])
            output.append(0x3a)
            output.append(0x20)
            output.append(contentsOf: bytes[entry.value])
            output.endLine()
        }
        return saysCaching
    }
}

extension FieldPrint {
    /// Whether the server writes it for every response.
    fileprivate var isServers: Bool {
        switch length {
        case 4: self == FieldPrint.date
        case 10: self == FieldPrint.connectionField
        case 14: self == FieldPrint.lengthField
        case 17: self == FieldPrint.codingField
        case 22: self == FieldPrint.sniffing
        default: false
        }
    }
    private static let date = FieldPrint("date".utf8)
    private static let connectionField = FieldPrint("connection".utf8)
    private static let lengthField = FieldPrint("content-length".utf8)
    private static let codingField = FieldPrint("transfer-encoding".utf8)
    private static let sniffing = FieldPrint("x-content-type-options".utf8)
    fileprivate static let caching = FieldPrint("cache-control".utf8)
}

extension [UInt8] {
    /// So few bytes are appended faster one by one.
    fileprivate mutating func endLine() {
        append(0x0d)
        append(0x0a)
    }

    /// Appends `number`, not negative, in decimal.
    mutating func append(decimal number: Int) {
        if number < 10 { return append(UInt8(0x30 &+ number % 10)) }
        append(decimal: number / 10)
        append(UInt8(0x30 &+ number % 10))
    }
}
