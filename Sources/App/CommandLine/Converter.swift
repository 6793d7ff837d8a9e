import Platform
import TOML

/// `mcp-forge convert`: writes a file of this server, made of another.
struct Converter: Equatable, Sendable {
    /// Where it is written: a path, or standard output.
    var output: String?
    /// Whether a file that is there may be replaced.
    var replaces = false

    /// Complains about what is different, and what is not right yet.
    func convert(_ path: String?) -> ExitCode {
        let loader = ConfigurationLoader()
        do throws(ConfigurationError) {
            let (document, path) = try loader.document(path)
            guard document.problems.isEmpty else { throw .invalid(path, document.problems) }
            let conversion = Conversion(of: document)
            guard write(conversion.text) else { return .system }
            for note in conversion.notes { SystemProcess.complain("\(path): \(note)") }
            return check(conversion.text, loader)
        } catch {
            SystemProcess.complain("\(error)")
            return .configuration
        }
    }

    private func write(_ text: String) -> Bool {
        guard let output else {
            SystemProcess.write(text)
            return true
        }
        do throws(FileError) {
            try FileSystem.create(Array(text.utf8), at: output, replacing: replaces)
            return true
        } catch {
            let reason = error.reason + (error == .exists ? "; --force replaces it" : "")
            SystemProcess.complain("mcp-forge: \(output): \(reason)")
            return false
        }
    }

    /// The result is looked at as `check` does, without the variables of this moment: those of the server may be others.
    private func check(_ text: String, _ loader: ConfigurationLoader) -> ExitCode {
        let root = TOMLTable(TOMLDocument(text), environment: loader.environment)
        _ = Configuration(root)
        let problems = root.problems.filter { $0.severity == .error }
        for problem in problems { SystemProcess.complain(problem.rendered(file: output ?? "the result")) }
        return problems.isEmpty ? .success : .configuration
    }
}
