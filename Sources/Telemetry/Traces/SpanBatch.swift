public import JSON

/// Spans as the OpenTelemetry protocol carries them over HTTP, in JSON (OTLP 1.x, "JSON Protobuf Encoding").
public struct SpanBatch: Sendable {
    /// Who sends: `service.name` and the like.
    public let resource: JSONObject
    /// The version of what made the spans.
    public let version: String

    public init(resource: JSONObject, version: String) {
        self.resource = resource
        self.version = version
    }

    /// The body of one request.
    public func json(_ spans: [SpanRecord]) -> JSONObject {
        let attributes = resource.members.map { Self.attribute($0.key, ["stringValue": $0.value]) }
        let scope: JSONObject = [
            "scope": ["name": "mcp-forge", "version": .string(version)], "spans": .array(spans.map(Self.span)),
        ]
        let group: JSONObject = [
            "resource": ["attributes": .array(attributes)], "scopeSpans": [.object(scope)],
        ]
        return ["resourceSpans": [.object(group)]]
    }

    private static func span(_ record: SpanRecord) -> JSONValue {
        var span = place(record.context)
        span["parentSpanId"] = record.parent.map { .string($0.description) }
        // Sampled (W3C Trace Context §3.2.2.5).
        span["flags"] = 1
        span["name"] = .string(record.name)
        span["kind"] = .int(record.kind.rawValue)
        span["startTimeUnixNano"] = .string("\(record.start)")
        span["endTimeUnixNano"] = .string("\(record.end)")
        span["attributes"] = attributes(record.attributes)
        if record.droppedAttributes > 0 { span["droppedAttributesCount"] = .int(record.droppedAttributes) }
        if !record.events.isEmpty { span["events"] = .array(record.events.map(event)) }
        if record.droppedEvents > 0 { span["droppedEventsCount"] = .int(record.droppedEvents) }
        if !record.links.isEmpty { span["links"] = .array(record.links.map { .object(place($0)) }) }
        span["status"] = record.hasFailed ? ["code": 2] : [:]
        return .object(span)
    }

    private static func place(_ context: TraceContext) -> JSONObject {
        var place: JSONObject = [
            "traceId": .string(context.traceID.description), "spanId": .string(context.spanID.description),
        ]
        place["traceState"] = context.state.map { .string($0) }
        return place
    }

    private static func event(_ event: SpanRecord.Event) -> JSONValue {
        [
            "name": .string(event.name), "timeUnixNano": .string("\(event.time)"),
            "attributes": attributes(event.attributes),
        ]
    }

    private static func attributes(_ attributes: [SpanRecord.Attribute]) -> JSONValue {
        .array(
            attributes.map { item in
                switch item.value {
                case .string(let text): attribute(item.key, ["stringValue": .string(text)])
                // 64 bits, which not every reader of JSON has.
                case .integer(let number): attribute(item.key, ["intValue": .string("\(number)")])
                case .boolean(let flag): attribute(item.key, ["boolValue": .bool(flag)])
                }
            }
        )
    }

    private static func attribute(_ key: String, _ value: JSONObject) -> JSONValue {
        ["key": .string(key), "value": .object(value)]
    }
}
