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
    /// What is wrong with the files of certificates.
    var checkTLS: @Sendable (TLSSettings) -> [TLSProblem] = { TLSSource.problems(of: $0) }
    /// What a server with a configuration offers, for checking rules about it; `nil` when that is not known.
    var items: @Sendable (_ configuration: Configuration) -> [Item]? = { _ in nil }

    /// Reads the file at `path`, else the one that `CONFIG_FILE` names, else the first of `places` that is there.
    /// Without any of them the defaults hold. A file that is named must be there.
    func load(_ path: String? = nil) throws(ConfigurationError) -> LoadedConfiguration {
        if let named = path ?? variable("CONFIG_FILE").flatMap({ $0.isEmpty ? nil : $0 }) {
            return try parse(try read(named).get(orThrow: named), of: named)
        }
        for place in Self.places {
            let content = read(place)
            if case .failure(.notFound) = content { continue }
            return try parse(try content.get(orThrow: place), of: place)
        }
        return LoadedConfiguration(configuration: Configuration(), path: nil, warnings: [], values: [])
    }

    private func read(_ path: String) -> Result<[UInt8], FileError> { readFile(path) }

    private func parse(_ content: [UInt8], of path: String) throws(ConfigurationError) -> LoadedConfiguration {
        let environment = TOMLEnvironment(variable: variable) { [readFile] path in
            readFile(path).mapError { TOMLEnvironment.Unreadable($0.reason) }
        }
        let document = TOMLDocument(content, named: path)
        let root = TOMLTable(document, environment: environment)
        let configuration = Configuration(root, checking: checkTLS)
        if let items = items(configuration) { configuration.access.refuseUnknown(in: root.table("access"), items) }
        configuration.outbound.refuseUnusableCertificates(in: root.table("outbound"), readFile)
        let problems = root.problems
        guard problems.allSatisfy({ $0.severity == .warning }) else { throw .invalid(path, problems) }
        let values = document.values.map { path, value in
            ConfigurationValue(path, value, isSecret: root.secretKeys.contains(TOMLPath.key(of: path)))
        }
        return LoadedConfiguration(configuration: configuration, path: path, warnings: problems, values: values)
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
