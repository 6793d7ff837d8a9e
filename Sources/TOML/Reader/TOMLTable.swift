/// A table being read: `port = table["port", in: 0...65535] ?? 8080`.
///
/// Reading never stops. A value that does not fit is noted and reads as `nil`, so the default goes on in its place.
/// Asking for a key makes it known; `problems` holds the ones that nobody asked for, too.
public final class TOMLTable {
    /// Whether the document has this table.
    public let isPresent: Bool
    private let place: TOMLPlace
    private let reading: TOMLReading
    private let report: TOMLReport
    private var inner: [String: TOMLTable] = [:]
    /// The feature of this table is switched off.
    private var isRelaxed: Bool

    /// The outermost table of `document`. In its strings `environment` replaces `${NAME}`.
    public convenience init(_ document: TOMLDocument, environment: TOMLEnvironment = TOMLEnvironment()) {
        self.init(
            document.root,
            at: TOMLPlace(range: 0..<0),
            path: "",
            report: TOMLReport(document, environment: environment)
        )
    }

    init(_ members: TOMLMembers?, at place: TOMLPlace, path: String, report: TOMLReport, isRelaxed: Bool = false) {
        self.isRelaxed = isRelaxed
        isPresent = members != nil
        self.place = place
        self.report = report
        reading = TOMLReading(members ?? TOMLMembers(), path: path)
        report.adopt(reading)
    }

    /// The value of a key that may be left out. A generic enum of strings, a duration, an array: any `TOMLReadable`.
    public subscript<Value: TOMLReadable>(key: String) -> Value? { entry(key, as: Value.self).flatMap(Value.init) }

    /// A value that must lie in `range`.
    public subscript<Value: TOMLMeasure>(key: String, in range: ClosedRange<Value>) -> Value? {
        let ends = (range.lowerBound, range.upperBound)
        guard let entry = entry(key, as: Value.self, in: ends), let value = Value(entry) else { return nil }
        guard range.contains(value) else {
            entry.refuse("must be from \(range.lowerBound.tomlText) to \(range.upperBound.tomlText)")
            return nil
        }
        return value
    }

    /// The value of a key that must be there, or in the variable `environment`; `nil` when that has been noted.
    public subscript<Value: TOMLReadable>(required key: String, environment name: String? = nil) -> Value? {
        if let entry = entry(key, as: Value.self) ?? name.flatMap({ variable($0, for: key) }) { return Value(entry) }
        guard !report.isPartial else { return nil }
        let hint = name.map { "write it here or set \($0)" }
        note(.error, at: place, "missing key '\(reading.path(of: key))'", suggestion: hint)
        return nil
    }

    /// The value of a key that may be left out, or come from the variable `environment`.
    public subscript<Value: TOMLReadable>(key: String, environment name: String) -> Value? {
        (entry(key, as: Value.self) ?? variable(name, for: key)).flatMap(Value.init)
    }

    /// The value of a key that belongs elsewhere, at `place`, such as "in [auth]". It is read, with a warning.
    public subscript<Value: TOMLReadable>(misplaced key: String, belongs place: String) -> Value? {
        reading.understand(key)
        guard let node = reading.members[key] else { return nil }
        note(
            .warning,
            at: keyPlace(key),
            "'\(key)' stands in the wrong table",
            suggestion: "it belongs \(place)"
        )
        return Value(TOMLEntry(node, path: reading.path(of: key), report: report, isRelaxed: isRelaxed))
    }

    /// The table inside this one. One that is left out reads as empty.
    public func table(_ key: String) -> TOMLTable {
        if let table = inner[key] { return table }
        let table =
            entry(key).flatMap(\.table)
            ?? TOMLTable(nil, at: place, path: reading.path(of: key), report: report, isRelaxed: isRelaxed)
        inner[key] = table
        return table
    }

    /// The tables inside this one, whatever their names, in the order of the document. What is no table is noted.
    public var tables: [(name: String, table: TOMLTable)] {
        reading.members.members.compactMap { member in
            entry(member.key.name).flatMap(\.table).map { (member.key.name, $0) }
        }
    }

    /// The keys that have values here, in the order of the document: for tables whose keys anybody may choose.
    public var names: [String] { reading.members.members.map(\.key.name) }

    /// A number of bytes that must lie in `range`: an integer, or a string such as "4MiB".
    public subscript(bytes key: String, in range: ClosedRange<Int>) -> Int? {
        let size: ByteSize? = self[key, in: ByteSize(range.lowerBound)...ByteSize(range.upperBound)]
        return size?.bytes
    }

    /// Whether the document gives `key` a value.
    public func has(_ key: String) -> Bool { reading.members[key] != nil }
}

extension TOMLTable {
    /// Notes that the value of `key`, or its absence, cannot be accepted.
    public func refuse(_ key: String, _ message: String, suggestion: String? = nil) {
        note(.error, at: reading.members[key]?.place ?? place, message, suggestion: suggestion)
    }

    /// Notes that a key is none of `known`, one of which may have been meant.
    public func refuse(name key: String, _ message: String, among known: [String]) {
        let near = Spelling.nearest(to: key, among: known).map { "did you mean '\($0)'?" }
        note(.error, at: keyPlace(key), message, suggestion: near)
    }

    /// Notes that `key` works, but probably not as meant.
    public func warn(_ key: String, _ message: String, suggestion: String? = nil) {
        note(.warning, at: reading.members[key]?.place ?? place, message, suggestion: suggestion)
    }

    /// Notes something about a variable of the environment, whatever is switched off.
    public func note(
        _ severity: TOMLProblem.Severity,
        from variable: String,
        _ message: String,
        suggestion: String? = nil
    ) {
        report.note(severity, at: TOMLPlace(range: 0..<0, variable: variable), message, suggestion: suggestion)
    }

    /// Variables of the environment that gave values to keys that nobody has asked for.
    public var strayVariables: [String] { report.strayVariables }

    /// From here on whatever this table says is accepted, but for keys that nobody asks for: what it sets up is
    /// switched off.
    public func relax() { isRelaxed = true }

    /// Everything noted so far in the whole document and the keys that nobody asked for, in its order.
    public var problems: [TOMLProblem] { report.sortedProblems }

    /// Keys, without the numbers of elements, whose values must not be shown.
    public var secretKeys: Set<String> { report.secrets }

    /// How the document is written.
    public var notation: TOMLNotation { report.source.notation }

    /// Parts of the document are not TOML: what seems to be missing may stand there.
    public var isPartial: Bool { report.isPartial }

    /// Every key asked for in the whole document, as paths such as `server.port`.
    public var allKnownKeys: [String] {
        report.readings.flatMap { reading in reading.asked.map { reading.path(of: $0) } }
    }

    /// What was asked of each of them.
    public var allRequests: [(path: String, request: TOMLRequest)] {
        report.readings.flatMap { reading in reading.requests.map { (reading.path(of: $0.key), $0) } }
    }

    /// Keys that are read though they belong elsewhere, as paths.
    public var allMisplacedKeys: [String] {
        report.readings.flatMap { reading in reading.understood.sorted().map { reading.path(of: $0) } }
    }
}

extension TOMLTable {
    private func entry(
        _ key: String,
        as type: (any TOMLReadable.Type)? = nil,
        in range: TOMLRequest.Range? = nil
    ) -> TOMLEntry? {
        reading.ask(for: key, as: type, in: range).map {
            TOMLEntry($0, path: reading.path(of: key), report: report, isRelaxed: isRelaxed)
        }
    }

    /// The value that a variable of the environment gives to `key`. An empty one counts as unset.
    private func variable(_ name: String, for key: String) -> TOMLEntry? {
        do throws(TOMLEnvironment.Unreadable) {
            guard let text = try report.environment.value(of: name), !text.isEmpty else { return nil }
            let node = TOMLNode(.string(text), at: place.range)
            return TOMLEntry(node, path: name, report: report, isRelaxed: isRelaxed, expands: false)
        } catch {
            note(.error, at: place, "'\(reading.path(of: key))': \(error.reason)")
            return nil
        }
    }

    private func note(
        _ severity: TOMLProblem.Severity,
        at place: TOMLPlace,
        _ message: String,
        suggestion: String? = nil
    ) {
        guard !isRelaxed else { return }
        report.note(severity, at: place, message, suggestion: suggestion)
    }

    private func keyPlace(_ key: String) -> TOMLPlace {
        reading.members.members.first { $0.key.name == key }?.place ?? place
    }
}
