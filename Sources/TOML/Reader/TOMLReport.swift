/// What came up while a document was read: shared by all its tables.
final class TOMLReport {
    let source: TOMLSource
    let environment: TOMLEnvironment
    /// Parts of the document could not be parsed, so what is missing may stand there.
    let isPartial: Bool
    private(set) var readings: [TOMLReading] = []
    /// Keys whose values nobody may see, without the numbers of elements.
    private(set) var secrets: Set<String> = []
    private var problems: [TOMLProblem]

    private static let limit = 100

    init(_ document: TOMLDocument, environment: TOMLEnvironment) {
        source = document.source
        problems = document.problems
        isPartial = !document.problems.isEmpty
        self.environment = environment
    }

    func adopt(_ reading: TOMLReading) { readings.append(reading) }

    func conceal(_ path: String) { secrets.insert(TOMLPath.key(of: path)) }

    func note(
        _ severity: TOMLProblem.Severity,
        at place: TOMLPlace,
        _ message: String,
        suggestion: String? = nil,
        conceals: Bool = false
    ) {
        guard problems.count < Self.limit else { return }
        problems.append(problem(severity, at: place, message, suggestion: suggestion, conceals: conceals))
    }

    private func problem(
        _ severity: TOMLProblem.Severity,
        at place: TOMLPlace,
        _ message: String,
        suggestion: String? = nil,
        conceals: Bool = false
    ) -> TOMLProblem {
        if let variable = place.variable {
            return source.problem(severity, from: variable, message, suggestion: suggestion)
        }
        return source.problem(severity, at: place.range, message, suggestion: suggestion, conceals: conceals)
    }

    /// With the keys that nobody asked for, in the order of the document.
    var sortedProblems: [TOMLProblem] { (problems + strays).sorted { $0.position < $1.position } }

    /// Variables that gave values to keys that nobody asked for.
    var strayVariables: [String] {
        readings.flatMap { reading in
            reading.members.members.filter { reading.isUnknown($0.key.name) }.compactMap(\.node.variable)
        }
    }

    private var strays: [TOMLProblem] {
        var strays: [TOMLProblem] = []
        for reading in readings {
            for member in reading.members.members where reading.isUnknown(member.key.name) {
                guard strays.count < Self.limit else { return strays }
                let message = "unknown key '\(reading.path(of: member.key.name))'"
                let suggestion = suggestion(for: member.key.name, in: reading)
                strays.append(problem(.error, at: member.place, message, suggestion: suggestion))
            }
        }
        return strays
    }

    private func suggestion(for key: String, in reading: TOMLReading) -> String? {
        if let near = Spelling.nearest(to: key, among: reading.asked) { return "did you mean '\(near)'?" }
        if let home = home(of: key) { return "it belongs \(home.place)" }
        guard let near = Spelling.nearest(to: key, among: readings.flatMap(\.asked)), let home = home(of: near) else {
            return nil
        }
        return "did you mean '\(near)' \(home.place)?"
    }

    /// The only table that knows `key`.
    private func home(of key: String) -> TOMLReading? {
        let homes = readings.filter { $0.asked.contains(key) }
        return homes.count == 1 ? homes.first : nil
    }
}
