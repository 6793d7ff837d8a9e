internal import JSON
private import Synchronization

/// The arguments of one call while its `CallArguments` is being made.
///
/// Swift runs the initialisers of properties in the order of their declaration, which is the order of the table:
/// so each `Argument` finds its own value here, and neither reflection nor `Codable` runs during a call.
/// The catalog proves that order for every tool when the process starts.
final class ArgumentSource: Sendable {
    @TaskLocal static var current: ArgumentSource?

    private let names: [String]
    private let values: JSONObject
    private let position = Atomic<Int>(0)
    private let notes = Mutex(Notes())

    private struct Notes: Sendable {
        var mistake: ArgumentMistake?
        var summaries: [String] = []
    }

    init(_ values: JSONObject, for names: [String]) {
        self.names = names
        self.values = values
    }

    /// A source that has no values, and writes down who asks.
    init() {
        names = []
        values = [:]
    }

    /// The value of the next parameter, or what stands for it when it was left out.
    func next<Value: ToolParameter>(_ summary: String, hasDefault: Bool, _ makeDefault: () -> Value?) -> Value? {
        let index = position.add(1, ordering: .relaxed).oldValue
        guard index < names.count else {
            notes.withLock { $0.summaries.append(summary) }
            return nil
        }
        let name = names[index]
        guard let json = values[name] else {
            if hasDefault { return Self.$current.withValue(nil) { makeDefault() } }
            return Value.absent ?? refuse(.required(name, Value.phrase))
        }
        do throws(ArgumentMistake) {
            return try Value(json)
        } catch {
            let isRequired = !hasDefault && Value.absent == nil
            return refuse(error.isAtTop && isRequired ? .required(name, Value.phrase) : error.within(name))
        }
    }

    /// The first mistake, once everyone has asked.
    var mistake: ArgumentMistake? {
        if let mistake = notes.withLock({ $0.mistake }) { return mistake }
        for member in values.members where !names.contains(member.key) { return .unknown(member.key) }
        return nil
    }

    /// What those who asked said about themselves, in order; only in a source without values.
    var summaries: [String] { notes.withLock { $0.summaries } }

    private func refuse<Value>(_ mistake: ArgumentMistake) -> Value? {
        notes.withLock { notes in
            if notes.mistake == nil { notes.mistake = mistake }
        }
        return nil
    }
}
