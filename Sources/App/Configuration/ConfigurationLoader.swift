import MCP
import Platform
import TOML

/// Finds and reads `config.toml`, or a file in YAML with the same keys.
struct ConfigurationLoader {
    /// Largest file, bytes.
    static let sizeLimit = 1 << 20
    /// Where a file is looked for when none is named.
    static let places = ["/data/config.toml", "/data/config.yaml", "./config.toml", "./config.yaml"]

    /// The whole content of a file of at most `sizeLimit` bytes.
    var readFile: @Sendable (_ path: String) -> Result<[UInt8], FileError> = { path in
        Result { () throws(FileError) in try FileSystem.read(path, limit: sizeLimit) }
    }
    /// A variable of the environment.
    var variable: @Sendable (_ name: String) -> String? = SystemProcess.environment
    /// The names of the variables that are set.
    var variableNames: @Sendable () -> [String] = { SystemProcess.environmentNames }
    /// What is wrong with the files of certificates.
    var checkTLS: @Sendable (TLSSettings) -> [TLSProblem] = { TLSSource.problems(of: $0) }
    /// What a server with a configuration offers, for checking rules about it; `nil` when that is not known.
    var items: @Sendable (_ configuration: Configuration) -> [Item]? = { _ in nil }

    /// Reads the file at `path`, else the one that `CONFIG_FILE` names, else the first of `places` that is there.
    /// Without any of them the defaults hold. A file that is named must be there. Variables of the environment hold against
    /// all of them.
    func load(_ path: String? = nil) throws(ConfigurationError) -> LoadedConfiguration {
        guard let (content, path) = try content(path) else { return try parse([], of: nil) }
        return try parse(content, of: path)
    }

    /// The file that `load` would read, as it stands there.
    func document(_ path: String?) throws(ConfigurationError) -> (document: TOMLDocument, path: String) {
        guard let (content, path) = try content(path) else { throw .unreadable("./config.yaml", .notFound) }
        return (TOMLDocument(content, named: path), path)
    }

    private func content(_ path: String?) throws(ConfigurationError) -> (content: [UInt8], path: String)? {
        if let named = path ?? variable("CONFIG_FILE").flatMap({ $0.isEmpty ? nil : $0 }) {
            return (try read(named).get(orThrow: named), named)
        }
        for place in Self.places {
            let content = read(place)
            if case .failure(.notFound) = content { continue }
            return (try content.get(orThrow: place), place)
        }
        return nil
    }

    /// What `${NAME}` stands for.
    var environment: TOMLEnvironment {
        TOMLEnvironment(variable: variable) { [readFile] path in
            readFile(path).mapError { TOMLEnvironment.Unreadable($0.reason) }
        }
    }

    private func read(_ path: String) -> Result<[UInt8], FileError> { readFile(path) }

    private func parse(_ content: [UInt8], of path: String?) throws(ConfigurationError) -> LoadedConfiguration {
        let written = TOMLDocument(content, named: path ?? "")
        let variables = Variables(variableNames(), in: environment)
        var document = written
        var (root, configuration) = read(&document, variables.found(for: written.root), in: environment)
        // A variable that names no key may name the file with its value.
        let files = Set(root.strayVariables.filter { $0.hasSuffix(OwnVariables.fileSuffix) })
        if !files.isEmpty {
            document = written
            (root, configuration) = read(&document, variables.found(for: written.root, files: files), in: environment)
        }
        if let items = items(configuration) { configuration.access.refuseUnknown(in: root.table("access"), items) }
        configuration.outbound.refuseUnusableCertificates(in: root.table("outbound"), readFile)
        let problems = root.problems
        guard problems.allSatisfy({ $0.severity == .warning }) else { throw .invalid(path ?? "", problems) }
        let overridden = Dictionary(document.overrides.map { ($0.path, $0.variable) }) { $1 }
        let values = document.values.map { path, value in
            let isSecret = root.secretKeys.contains(TOMLPath.key(of: path))
            return ConfigurationValue(path, value, isSecret: isSecret, from: overridden[path])
        }
        return LoadedConfiguration(configuration: configuration, path: path, warnings: problems, values: values)
    }
}

extension ConfigurationLoader {
    /// Reads a document with what variables say, and notes what came up.
    private func read(
        _ document: inout TOMLDocument,
        _ found: VariablesFound,
        in environment: TOMLEnvironment
    ) -> (TOMLTable, Configuration) {
        document = document.overridden(by: found.overrides)
        let root = TOMLTable(document, environment: environment)
        for notice in found.refused {
            root.note(.error, from: notice.variable, notice.message, suggestion: notice.suggestion)
        }
        for notice in found.ignored {
            root.note(.warning, from: notice.variable, notice.message, suggestion: notice.suggestion)
        }
        return (root, Configuration(root, checking: checkTLS))
    }
}

/// A configuration that may be used.
struct LoadedConfiguration: Sendable, Equatable {
    let configuration: Configuration
    /// `nil` when there is no file, and the defaults hold.
    let path: String?
    let warnings: [TOMLProblem]
    /// What the file gives a value, in its order.
    var values: [ConfigurationValue] = []

    /// Where the keys have their values from that no file gave them: `log.level from LOG_LEVEL`.
    var fromEnvironment: [String] {
        values.compactMap { value in value.variable.map { "\(value.path) from \($0)" } }
    }

    /// The warnings, each with its place in the file and the line there.
    var renderedWarnings: [String] { warnings.map { $0.rendered(file: path ?? "") } }
}

/// Why there is no configuration. The process ends with status 78 (`EX_CONFIG`).
enum ConfigurationError: Error, Sendable, Equatable {
    case unreadable(_ path: String, FileError)
    /// All that is wrong with the file at a path, warnings included, in its order.
    case invalid(_ path: String, [TOMLProblem])
}

extension ConfigurationError: CustomStringConvertible {
    var description: String { renderings.joined(separator: "\n") }

    /// Each problem with its place in the file and the line there.
    var renderings: [String] {
        switch self {
        case .unreadable(let path, let error): ["\(path): \(error.reason)"]
        case .invalid(let path, let problems): problems.map { $0.rendered(file: path) }
        }
    }
}

extension FileError {
    var reason: String {
        switch self {
        case .notFound: "there is no such file"
        case .tooLarge(let limit): "the file is larger than \(ByteSize(limit).tomlText)"
        case .failed(let reason): reason
        }
    }
}

extension Result<[UInt8], FileError> {
    fileprivate func get(orThrow path: String) throws(ConfigurationError) -> [UInt8] {
        switch self {
        case .success(let content): content
        case .failure(let error): throw .unreadable(path, error)
        }
    }
}
