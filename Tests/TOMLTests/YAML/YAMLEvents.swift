@testable import TOML

/// Events as a parser would give them, one after the other.
final class YAMLEvents {
    private var events: ArraySlice<YAMLEvent>
    init(_ kinds: [YAMLEvent.Kind]) { events = kinds.enumerated().map { YAMLEvent($1, at: $0..<$0 + 1) }[...] }
    init(_ events: [YAMLEvent]) { self.events = events[...] }

    /// In a document of its own.
    static func document(_ kinds: YAMLEvent.Kind...) -> YAMLEvents {
        YAMLEvents([.document] + kinds + [.endOfDocument, .endOfStream])
    }

    static func document(_ events: [YAMLEvent]) -> YAMLEvents {
        YAMLEvents([YAMLEvent(.document)] + events + [YAMLEvent(.endOfDocument), YAMLEvent(.endOfStream)])
    }

    func next() -> YAMLEvent { events.popFirst() ?? YAMLEvent(.endOfStream) }

    func composer(_ limits: YAMLLimits = YAMLLimits()) -> YAMLComposer {
        YAMLComposer(limits: limits) { () throws(YAMLFlaw) in self.next() }
    }
}

extension YAMLEvent.Kind {
    static func plain(_ text: String) -> Self { .scalar(text, isPlain: true) }
    static func quoted(_ text: String) -> Self { .scalar(text, isPlain: false) }
}
