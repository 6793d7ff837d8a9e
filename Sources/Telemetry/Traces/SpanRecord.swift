/// What there is to say of one step of a trace, ready to be sent.
public struct SpanRecord: Sendable, Equatable {
    /// What an attribute or an event says.
    public enum Value: Sendable, Equatable { case string(String), integer(Int), boolean(Bool) }

    public struct Attribute: Sendable, Equatable {
        public let key: String
        public var value: Value
    }

    public struct Event: Sendable, Equatable {
        public let name: String
        /// Nanoseconds since 1970.
        public let time: UInt64
        public let attributes: [Attribute]
    }

    public let context: TraceContext
    /// `nil` for the first of its trace.
    public let parent: SpanID?
    public var name: String
    public let kind: TraceSpan.Kind
    /// Nanoseconds since 1970.
    public let start: UInt64
    public var end: UInt64
    public var attributes: [Attribute] = []
    public var links: [TraceContext] = []
    public var events: [Event] = []
    /// What did not find room.
    public var droppedAttributes = 0
    public var droppedEvents = 0
    public var hasFailed = false

    init(_ name: String, _ kind: TraceSpan.Kind, _ context: TraceContext, below parent: SpanID?, from start: UInt64) {
        self.context = context
        self.parent = parent
        self.name = Self.clipped(name)
        self.kind = kind
        self.start = start
        end = start
    }

    mutating func set(_ key: String, _ value: Value) {
        let value = Self.clipped(value)
        if let index = attributes.firstIndex(where: { $0.key == key }) {
            attributes[index].value = value
        } else if attributes.count < Self.attributeLimit {
            attributes.append(Attribute(key: key, value: value))
        } else {
            droppedAttributes += 1
        }
    }

    mutating func add(_ event: String, _ values: KeyValuePairs<String, Value>, at time: UInt64) {
        guard events.count < Self.eventLimit else { return droppedEvents += 1 }
        let attributes = values.prefix(Self.attributeLimit).map {
            Attribute(key: $0.key, value: Self.clipped($0.value))
        }
        events.append(Event(name: Self.clipped(event), time: time, attributes: attributes))
    }

    static func clipped(_ text: String) -> String {
        text.utf8.count <= textLimit ? text : String(decoding: text.utf8.prefix(textLimit), as: UTF8.self)
    }

    private static func clipped(_ value: Value) -> Value {
        if case .string(let text) = value { .string(clipped(text)) } else { value }
    }

    static let attributeLimit = 64
    static let eventLimit = 32
    static let linkLimit = 8
    /// Bytes of a name, or of a value that is a text.
    static let textLimit = 1024
}
