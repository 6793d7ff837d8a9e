public import JSON
private import Synchronization

/// The arguments of one call while its `CallArguments` is being made.
///
/// Swift runs the initialisers of properties in the order of their declaration, which is the order of the table:
/// so each `Argument` finds its own value here, and neither reflection nor `Codable` runs during a call.
/// The catalog proves that order for every tool when the process starts.
@usableFromInline final class ArgumentSource: Sendable {
    @TaskLocal static var current: ArgumentSource?
    @usableFromInline static var ambient: ArgumentSource? { current }

    /// What is declared; `nil` where it is only written down who asks.
    private let table: ArgumentTable?
    private let values: JSONObject
    private let position = Atomic<Int>(0)
    private let found = Atomic<Int>(0)
    private let notes = Mutex(Notes())

    private struct Notes: Sendable {
        var mistake: ArgumentMistake?
        var summaries: [String] = []
    }

    init(_ values: JSONObject, for table: ArgumentTable) {
        self.table = table
        self.values = values
    }

    /// A source that has no values, and writes down who asks.
    init() {
        table = nil
        values = [:]
    }

    /// The value of the next parameter, or what stands for it when it was left out.
    @inlinable
    func next<Value: ToolParameter>(_ summary: String, hasDefault: Bool, _ makeDefault: () -> Value?) -> Value? {
        switch take(summary) {
        case .nothing: return nil
        case .missing(let name):
            if hasDefault { return apart { makeDefault() } }
            if let absent = Value.absent { return absent }
            refuse(.required(name, Value.phrase))
            return nil
        case .value(let json, let name):
            do throws(ArgumentMistake) {
                let value = try Value(json)
                if hasRules { check(value, name) }
                return value
            } catch {
                let isRequired = !hasDefault && Value.absent == nil
                refuse(error.isAtTop && isRequired ? .required(name, Value.phrase) : error.within(name))
                return nil
            }
        }
    }

    @usableFromInline var hasRules: Bool { table.map { !$0.rules.isEmpty } ?? false }

    /// Holds the value of the parameter `name` to its rules.
    @usableFromInline func check(_ value: some ToolParameter, _ name: String) {
        guard let table, let place = table.names.firstIndex(of: name),
            let mistake = table.rules[place]?.mistake(in: value.json)
        else { return }
        refuse(mistake.within(name))
    }

    /// What the next parameter is given.
    @usableFromInline enum Given { case nothing, missing(name: String), value(JSONValue, name: String) }

    @usableFromInline func take(_ summary: String) -> Given {
        // One thread at a time: the initialiser of the arguments runs on one.
        let index = position.load(ordering: .relaxed)
        position.store(index + 1, ordering: .relaxed)
        guard let table, index < table.names.count else {
            notes.withLock { $0.summaries.append(summary) }
            return .nothing
        }
        let name = table.names[index]
        guard let json = values[name] else { return .missing(name: name) }
        found.store(found.load(ordering: .relaxed) + 1, ordering: .relaxed)
        return .value(json, name: name)
    }

    /// Makes a default, whose own parameters have no part in this call.
    @usableFromInline func apart<Value>(_ make: () -> Value) -> Value {
        Self.$current.withValue(nil) { make() }
    }

    /// The first mistake, once everyone has asked.
    var mistake: ArgumentMistake? {
        if let mistake = notes.withLock({ $0.mistake }) { return mistake }
        guard found.load(ordering: .relaxed) < values.count else { return nil }
        let names = table?.names ?? []
        for member in values.members where !names.contains(member.key) { return .unknown(member.key) }
        return nil
    }

    /// What those who asked said about themselves, in order; only in a source without values.
    var summaries: [String] { notes.withLock { $0.summaries } }

    @usableFromInline func refuse(_ mistake: ArgumentMistake) {
        notes.withLock { notes in
            if notes.mistake == nil { notes.mistake = mistake }
        }
    }
}
