internal import CYAML
public import TOML

/// A YAML document, one event after the other: libyaml.
@safe public final class YAMLParser {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let text: UnsafeMutableBufferPointer<UInt8>
    private let places: YAMLPlaces
    private let isReady: Bool

    /// - Parameter bytes: UTF-8.
    public init(_ bytes: [UInt8]) {
        unsafe text = .allocate(capacity: bytes.count)
        _ = unsafe text.initialize(from: bytes)
        places = YAMLPlaces(bytes)
        unsafe parser = .allocate(capacity: 1)
        unsafe parser.initialize(to: yaml_parser_t())
        isReady = unsafe yaml_parser_initialize(parser) == 1
        guard isReady else { return }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, text.baseAddress, bytes.count)
    }

    deinit {
        if isReady { unsafe yaml_parser_delete(parser) }
        unsafe parser.deallocate()
        unsafe text.deallocate()
    }

    /// The next event; after the last one, `endOfStream` again and again.
    public func next() throws(YAMLFlaw) -> YAMLEvent {
        while true {
            var event = unsafe yaml_event_t()
            guard isReady, unsafe yaml_parser_parse(parser, &event) == 1 else { throw flaw }
            defer { unsafe yaml_event_delete(&event) }
            if let kind = unsafe Self.kind(of: event) { return unsafe self.event(kind, event) }
        }
    }

    private func event(_ kind: YAMLEvent.Kind, _ event: yaml_event_t) -> YAMLEvent {
        let anchor = unsafe withUnsafePointer(to: event) { unsafe Self.text(cyaml_anchor($0)) }
        let tag = unsafe withUnsafePointer(to: event) { unsafe Self.text(cyaml_tag($0)) }
        let range = unsafe places.range(from: event.start_mark.index, to: event.end_mark.index)
        return YAMLEvent(
            kind,
            anchor: kind.isAlias ? nil : anchor,
            tag: tag,
            at: anchor == nil && tag == nil || kind.isAlias ? range : places.withoutProperties(range)
        )
    }

    /// `nil` for what says nothing.
    private static func kind(of event: yaml_event_t) -> YAMLEvent.Kind? {
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT: return .document
        case YAML_DOCUMENT_END_EVENT: return .endOfDocument
        case YAML_MAPPING_START_EVENT: return .mapping
        case YAML_MAPPING_END_EVENT: return .endOfMapping
        case YAML_SEQUENCE_START_EVENT: return .sequence
        case YAML_SEQUENCE_END_EVENT: return .endOfSequence
        case YAML_ALIAS_EVENT: return unsafe .alias(text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
            let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
            return unsafe .scalar(String(decoding: bytes, as: UTF8.self), isPlain: isPlain)
        case YAML_STREAM_END_EVENT, YAML_NO_EVENT: return .endOfStream
        default: return nil
        }
    }

    private static func text(_ characters: UnsafePointer<yaml_char_t>?) -> String? {
        guard let characters = unsafe characters else { return nil }
        return unsafe String(cString: characters)
    }

    /// Why there is no next event.
    private var flaw: YAMLFlaw {
        let failed = unsafe parser.pointee
        guard let problem = unsafe failed.problem else { return YAMLFlaw(0..<0, "there is no memory for this file") }
        let message = unsafe String(cString: problem)
        guard unsafe failed.error != YAML_READER_ERROR else {
            let offset = unsafe min(Int(failed.problem_offset), places.end)
            return YAMLFlaw(offset..<offset + 1, message)
        }
        let range = unsafe places.range(from: failed.problem_mark.index, to: failed.problem_mark.index + 1)
        let context = unsafe failed.context.map { unsafe String(cString: $0) }
        let line = unsafe failed.context_mark.line + 1
        let isTab = places.isTab(at: range.lowerBound)
        return YAMLFlaw(
            range,
            message,
            suggestion: isTab
                ? "indent with blanks, not with tabs" : context.map { "\($0) that begins on line \(line)" }
        )
    }
}

extension YAMLEvent.Kind {
    fileprivate var isAlias: Bool { if case .alias = self { true } else { false } }
}
