public import JSON
internal import Telemetry

/// Writes requests as JSON, one line each, with the names of OpenTelemetry's semantic conventions where there are some.
/// Belongs to one loop.
public struct AccessLines {
    private let settings: AccessLogSettings
    private var columns: HeaderColumns
    private var second = -1
    private var secondText = ""
    private let words = Words()

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
        _ record: borrowing AccessRecord,
        id: String,
        at now: Moment,
        took duration: UInt64,
        to line: inout TextOutput
    ) {
        appendTime(now, to: &line)
        appendRequest(record, took: duration, to: &line)
        line.append(words.id, id)
        if record.isAborted { line.append(verbatim: words.aborted) }
        if let certificate = record.certificate {
            line.append(words.subject, clipped: certificate.subject)
            line.append(words.fingerprint, certificate.fingerprint.uppercased())
        }
        appendTrace(record, to: &line)
        if record.known?.appendTail(of: record.caller, record.call, record.circumstances, to: &line) != true {
            let start = line.count
            appendCaller(record.caller, to: &line)
            appendCall(record.call, to: &line)
            line.append(UInt8(ascii: "\""))
            appendHeaders(record.fields, without: SaidFields(record), to: &line)
            record.known?.keep(tail: line.text[start...], of: record.caller, record.call, record.circumstances)
        }
        appendBody(record, to: &line)
        line.append(verbatim: words.end)
    }

    private mutating func appendTime(_ now: Moment, to line: inout TextOutput) {
        if now.seconds != second {
            second = now.seconds
            secondText = "{\"time\":\"\(CivilTime(secondsSince1970: second).text.dropLast())."
        }
        line.append(verbatim: secondText)
        line.append(digits: now.milliseconds, from: 100)
        line.append(verbatim: words.event)
    }

    private func appendRequest(_ record: borrowing AccessRecord, took duration: UInt64, to line: inout TextOutput) {
        if record.known?.appendFront(for: record.client, to: &line) != true {
            let start = line.count
            appendFront(record, to: &line)
            record.known?.keep(front: line.text[start...], for: record.client)
        }
        line.append(max(0, record.status))
        let microseconds = Int(clamping: duration / 1000)
        line.append(words.duration, decimal: microseconds / 1_000_000)
        line.append(UInt8(ascii: "."))
        line.append(digits: microseconds, from: 100_000)
        if record.method != nil { line.append(words.bodySize, decimal: record.bodySize) }
        line.append(words.sent, decimal: record.sent)
    }

    private func appendFront(_ record: borrowing AccessRecord, to line: inout TextOutput) {
        if let method = record.method {
            line.append(words.method, method.text)
            line.append(words.path, clipped: SecretNames.masked(path: record.path))
            if let query = record.query { line.append(words.query, clipped: SecretNames.masked(query: query)) }
            line.append(UInt8(ascii: "\""))
        }
        line.append(words.client, record.client ?? record.peer)
        if record.client != nil { line.append(words.peer, record.peer) }
        line.append(verbatim: words.status)
    }

    private func appendCaller(_ caller: Caller, to line: inout TextOutput) {
        guard let identity = caller.identity else { return }
        line.append(words.user, clipped: identity.subject)
        if !identity.issuer.isEmpty { line.append(words.issuer, clipped: identity.issuer) }
    }

    private func appendCall(_ call: CallFact?, to line: inout TextOutput) {
        guard let call else { return }
        line.append(words.call, clipped: SecretNames.masked(uri: call.method))
        line.append(words.revision, clipped: SecretNames.masked(uri: call.revision))
        if let name = call.name { line.append(words.item(of: call.method), clipped: SecretNames.masked(uri: name)) }
    }

    /// The step that is traced here; else the trace that the client names.
    private func appendTrace(_ record: borrowing AccessRecord, to line: inout TextOutput) {
        if let trace = record.trace {
            line.append(words.trace, trace.traceID.description)
            line.append(words.span, trace.spanID.description)
        } else if let id = record.call?.traceID {
            line.append(words.trace, id)
        } else if record.fields.count(of: .traceparent) > 0, let trace = record.fields.trace {
            line.append(words.trace, trace.traceID.description)
        }
    }

    private mutating func appendHeaders(_ fields: HTTPFields, without said: SaidFields, to line: inout TextOutput) {
        let entries = fields.entries.span
        guard !entries.mayRepeat else { return appendRepeatedHeaders(fields, without: said, to: &line) }
        for index in entries.indices where !said.contains(index) {
            columns.append(entries[index], of: fields, to: &line)
        }
    }

    /// A name that comes more than once is one key.
    private func appendRepeatedHeaders(_ fields: HTTPFields, without said: SaidFields, to line: inout TextOutput) {
        let entries = fields.entries
        for index in entries.indices where !said.contains(index) {
            let entry = entries[index]
            if fields.hasSame(before: index) { continue }
            let heading = columns.heading(of: entry, in: fields)
            if heading.value == .excluded { continue }
            heading.append(first: fields.bytes[entry.value], to: &line)
            for other in entries.indices where other > index && fields.isSame(other, as: index) {
                line.append(verbatim: "\",\"")
                heading.append(next: fields.bytes[entries[other].value], to: &line)
            }
            line.append(verbatim: "\"]")
        }
    }

    private func appendBody(_ record: borrowing AccessRecord, to line: inout TextOutput) {
        guard !record.body.isEmpty, record.body.count <= settings.bodyLimit else { return }
        line.append(verbatim: words.body)
        if record.fields[.contentType]?.lowercased().hasPrefix("application/x-www-form-urlencoded") == true {
            line.append(clipped: SecretNames.masked(query: String(decoding: record.body, as: UTF8.self)))
        } else {
            VisibleText.append(record.body[...], to: &line)
        }
        line.append(UInt8(ascii: "\""))
    }
}

extension AccessLines {
    /// What stands between the values. Literals, because nobody counts references to them.
    fileprivate struct Words {
        var event: String { "Z\",\"level\":\"info\",\"event\":\"request\"" }
        var method: String { ",\"http.request.method\":\"" }
        var path: String { "\",\"url.path\":\"" }
        var query: String { "\",\"url.query\":\"" }
        var client: String { ",\"client.address\":\"" }
        var peer: String { "\",\"network.peer.address\":\"" }
        var status: String { "\",\"http.response.status_code\":" }
        var duration: String { ",\"duration\":" }
        var bodySize: String { ",\"http.request.body.size\":" }
        var sent: String { ",\"http.response.body.size\":" }
        var id: String { ",\"request_id\":\"" }
        var aborted: String { "\",\"error.type\":\"client_left" }
        var subject: String { "\",\"tls.client.subject\":\"" }
        var fingerprint: String { "\",\"tls.client.hash.sha256\":\"" }
        var user: String { "\",\"user.id\":\"" }
        var issuer: String { "\",\"issuer\":\"" }
        var call: String { "\",\"mcp.method.name\":\"" }
        var revision: String { "\",\"mcp.protocol.version\":\"" }
        var tool: String { "\",\"gen_ai.tool.name\":\"" }
        var prompt: String { "\",\"gen_ai.prompt.name\":\"" }
        var resource: String { "\",\"mcp.resource.uri\":\"" }
        var trace: String { "\",\"trace_id\":\"" }
        var span: String { "\",\"span_id\":\"" }
        var body: String { ",\"http.request.body.content\":\"" }
        var end: String { "}\n" }

        func item(of method: String) -> String {
            switch method {
            case "tools/call": tool
            case "prompts/get": prompt
            default: resource
            }
        }
    }
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

extension Span<HTTPFields.Entry> {
    /// Whether two names may be the same: equal ones have equal fingerprints.
    fileprivate var mayRepeat: Bool {
        for index in indices {
            for other in 0..<index where self[other].print == self[index].print { return true }
        }
        return false
    }
}

extension TextOutput {
    fileprivate mutating func append(_ word: String, _ text: String) {
        append(verbatim: word)
        VisibleText.append(text, to: &self)
    }
    fileprivate mutating func append(_ word: String, clipped text: String) {
        append(verbatim: word)
        append(clipped: text)
    }
    fileprivate mutating func append(_ word: String, decimal number: Int) {
        append(verbatim: word)
        append(Swift.max(0, number))
    }
    /// The digit of `number` at `place`, a power of ten, and those behind it.
    fileprivate mutating func append(digits number: Int, from place: Int) {
        var place = place
        while place > 0 {
            append(UInt8(truncatingIfNeeded: 0x30 + number / place % 10))
            place /= 10
        }
    }
}
