internal import Telemetry

/// Writes requests as JSON, one line each, with the names of OpenTelemetry's semantic conventions where there are some.
/// Belongs to one loop.
public struct AccessLines {
    private let settings: AccessLogSettings
    private var columns: HeaderColumns
    private var second = -1
    private var secondText: [UInt8] = []

    public init(_ settings: AccessLogSettings) {
        self.settings = settings
        columns = HeaderColumns(settings)
    }

    /// A moment: seconds since 1970, and milliseconds.
    public struct Moment {
        let seconds: Int
        let milliseconds: Int

        public init(seconds: Int, milliseconds: Int) {
            self.seconds = seconds
            self.milliseconds = milliseconds
        }
    }

    /// Appends the line of `record`. `duration` is in nanoseconds.
    public mutating func append(
        _ record: AccessRecord,
        id: String,
        at now: Moment,
        took duration: UInt64,
        to line: inout [UInt8]
    ) {
        appendTime(now, to: &line)
        if let method = record.method {
            line.append(",\"http.request.method\":\"", method.text)
            line.append("\",\"url.path\":\"", clipped: record.path)
            if let query = record.query {
                line.append("\",\"url.query\":\"", clipped: SecretNames.masked(query: query))
            }
            line.append(contentsOf: "\"".utf8)
        }
        line.append(",\"http.response.status_code\":", decimal: record.status)
        line.append(seconds: duration)
        if record.method != nil { line.append(",\"http.request.body.size\":", decimal: record.bodySize) }
        line.append(",\"http.response.body.size\":", decimal: record.sent)
        line.append(",\"client.address\":\"", record.client ?? record.peer)
        if record.client != nil { line.append("\",\"network.peer.address\":\"", record.peer) }
        line.append("\",\"request_id\":\"", id)
        line.append(contentsOf: "\"".utf8)
        if record.isAborted { line.append(contentsOf: ",\"error.type\":\"client_left\"".utf8) }
        appendCaller(record.caller, to: &line)
        appendCall(record, to: &line)
        appendHeaders(record.fields, to: &line)
        appendBody(record, to: &line)
        line.append(contentsOf: "}\n".utf8)
    }

    private mutating func appendTime(_ now: Moment, to line: inout [UInt8]) {
        if now.seconds != second {
            second = now.seconds
            secondText = Array("{\"time\":\"\(CivilTime(secondsSince1970: second).text.dropLast()).".utf8)
        }
        line.append(contentsOf: secondText)
        for divisor in [100, 10, 1] { line.append(UInt8(0x30 + now.milliseconds / divisor % 10)) }
        line.append(contentsOf: Self.event)
    }

    private func appendCaller(_ caller: Caller, to line: inout [UInt8]) {
        guard let identity = caller.identity else { return }
        line.append(",\"user.id\":\"", clipped: identity.subject)
        if !identity.issuer.isEmpty { line.append("\",\"issuer\":\"", clipped: identity.issuer) }
        line.append(contentsOf: "\"".utf8)
    }

    private func appendCall(_ record: AccessRecord, to line: inout [UInt8]) {
        var trace = record.call?.traceID
        if let call = record.call {
            line.append(",\"mcp.method.name\":\"", clipped: call.method)
            line.append("\",\"mcp.protocol.version\":\"", clipped: call.revision)
            if let name = call.name { line.append(Self.key(of: call.method), clipped: SecretNames.masked(uri: name)) }
            line.append(contentsOf: "\"".utf8)
        }
        if trace == nil, record.fields.count(of: .traceparent) > 0 { trace = Self.traceID(record.fields) }
        if let trace {
            line.append(",\"trace_id\":\"", trace)
            line.append(contentsOf: "\"".utf8)
        }
    }

    private mutating func appendHeaders(_ fields: HTTPFields, to line: inout [UInt8]) {
        let entries = fields.entries
        for index in entries.indices {
            let entry = entries[index]
            let column = columns.column(fields.bytes[entry.name], entry.print)
            if column.value == .excluded || fields.hasSame(before: index) { continue }
            line.append(contentsOf: column.prefix)
            appendValue(fields.bytes[entry.value], column.value, to: &line)
            for other in entries.indices where other > index && fields.isSame(other, as: index) {
                line.append(contentsOf: "\",\"".utf8)
                appendValue(fields.bytes[entries[other].value], column.value, to: &line)
            }
            line.append(contentsOf: "\"]".utf8)
        }
    }

    private func appendValue(_ value: ArraySlice<UInt8>, _ kind: HeaderColumns.Value, to line: inout [UInt8]) {
        switch kind {
        case .excluded: break
        case .redacted: line.append(contentsOf: SecretNames.redacted.utf8)
        case .url: line.append("", clipped: SecretNames.masked(uri: String(decoding: value, as: UTF8.self)))
        case .whole:
            VisibleText.append(value.prefix(Self.valueLimit), to: &line)
            if value.count > Self.valueLimit { line.append(contentsOf: "…".utf8) }
        }
    }

    private func appendBody(_ record: AccessRecord, to line: inout [UInt8]) {
        guard !record.body.isEmpty, record.body.count <= settings.bodyLimit else { return }
        line.append(contentsOf: ",\"http.request.body.content\":\"".utf8)
        if record.fields[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true {
            line.append("", clipped: SecretNames.masked(query: String(decoding: record.body, as: UTF8.self)))
        } else {
            VisibleText.append(record.body[...], to: &line)
        }
        line.append(contentsOf: "\"".utf8)
    }

    private static func key(of method: String) -> String {
        switch method {
        case "tools/call": "\",\"gen_ai.tool.name\":\""
        case "prompts/get": "\",\"gen_ai.prompt.name\":\""
        default: "\",\"mcp.resource.uri\":\""
        }
    }

    /// Of `00-<32 hexadecimal digits>-…`.
    private static func traceID(_ fields: HTTPFields) -> String? {
        guard case .value(let bytes) = fields.single(.traceparent), bytes.count >= 55 else { return nil }
        let digits = bytes.dropFirst(3).prefix(32)
        return digits.allSatisfy { $0.hexDigit != nil } ? String(decoding: digits, as: UTF8.self) : nil
    }

    /// Bytes of one value that are shown.
    static let valueLimit = 1024
    private static let event = Array("Z\",\"level\":\"info\",\"event\":\"request\"".utf8)
}

extension HTTPFieldName {
    fileprivate static let traceparent: Self = "traceparent"
}

extension HTTPFields {
    fileprivate func isSame(_ index: Int, as other: Int) -> Bool {
        entries[index].print == entries[other].print
            && (entries[index].print.isWhole
                || bytes[entries[index].name].elementsEqual(bytes[entries[other].name]) {
                    $0.lowercased == $1.lowercased
                })
    }
    fileprivate func hasSame(before index: Int) -> Bool {
        for other in 0..<index where isSame(other, as: index) { return true }
        return false
    }
}

extension [UInt8] {
    fileprivate mutating func append(_ key: String, _ text: String) {
        append(key)
        VisibleText.append(text, to: &self)
    }
    /// No more than the limit of a value.
    fileprivate mutating func append(_ key: String, clipped text: String) {
        append(key)
        guard text.utf8.count > AccessLines.valueLimit else { return VisibleText.append(text, to: &self) }
        VisibleText.append(Array(text.utf8.prefix(AccessLines.valueLimit))[...], to: &self)
        append(contentsOf: "…".utf8)
    }
    fileprivate mutating func append(_ key: String, decimal number: Int) {
        append(key)
        append(decimal: Swift.max(0, number))
    }
    /// `,"duration":0.000123`, seconds.
    fileprivate mutating func append(seconds nanoseconds: UInt64) {
        let microseconds = Int(clamping: nanoseconds / 1000)
        append(",\"duration\":", decimal: microseconds / 1_000_000)
        append(UInt8(ascii: "."))
        var divisor = 100_000
        while divisor > 0 {
            append(UInt8(0x30 + microseconds / divisor % 10))
            divisor /= 10
        }
    }
    private mutating func append(_ key: String) {
        append(contentsOf: key.utf8)
    }
}
