import Telemetry

/// A command line, understood.
enum Invocation: Equatable, Sendable {
    case run(Command?, Options)
    case help(Command?)

    /// What the options say; `nil` leaves it to the configuration.
    struct Options: Equatable, Sendable {
        var config: String?
        var logLevel: LogLevel?
        var host: String?
        var port: Int?
        var diff: Diff?
        var question: Question?
        var converter = Converter()
    }
}

/// What a configuration is compared with.
enum Diff: Equatable, Sendable {
    case defaults
    case file(String)

    var path: String? { if case .file(let path) = self { path } else { nil } }
}

/// What is asked about keys in place of a check.
enum Question: Equatable, Sendable {
    case explain(String)
    case schema, reference
}

/// What is wrong with a command line.
struct UsageError: Error, Equatable, Sendable {
    let message: String
    init(_ message: String) { self.message = message }
}

extension Invocation {
    /// Reads the words after the name of the program: a command, then `--option value` or `--option=value`.
    ///
    /// Without a command the configuration decides which transport to serve.
    init(_ words: [String]) throws(UsageError) {
        var words = words[...]
        var command: Command?
        if let first = words.first, !first.hasPrefix("-") {
            command = try Self.command(first)
            words.removeFirst()
        }
        let known = command?.options ?? Command.http.options
        var options = Options()
        while let word = words.popFirst() {
            switch word {
            case "--help", "-h":
                self = .help(command)
                return
            case "--version" where command == nil:
                self = .run(.version, Options())
                return
            case _ where command == .convert && !word.hasPrefix("-") && options.config == nil: options.config = word
            case "-o" where command == .convert: try options.take("--output", from: &words, known: known)
            default: try options.take(word, from: &words, known: known)
            }
        }
        self = .run(command, options)
    }

    private static func command(_ word: String) throws(UsageError) -> Command? {
        if let alias = Command.Alias(rawValue: word) { return alias.command }
        guard let command = Command(rawValue: word) else {
            throw UsageError("unknown command '\(word)'; try 'mcp-forge --help'")
        }
        return command
    }
}

extension Invocation.Options {
    fileprivate mutating func take(
        _ word: String,
        from words: inout ArraySlice<String>,
        known: [CommandOption]
    ) throws(UsageError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let name = parts.first, let option = known.first(where: { "--\($0.rawValue)" == name }) else {
            throw UsageError("unknown option '\(word)'")
        }
        if option == .diff {
            let isNext = parts.count == 1 && words.first.map { !$0.hasPrefix("-") } ?? false
            diff = (isNext ? words.popFirst() : parts.dropFirst().first.map(String.init)).map { .file($0) } ?? .defaults
            return
        }
        if option.isSwitch {
            guard parts.count == 1 else { throw UsageError("'--\(option.rawValue)' takes no value") }
            set(option)
            return
        }
        guard let value = parts.count == 2 ? String(parts[1]) : words.popFirst() else {
            throw UsageError("'\(word)' needs a value: --\(option.rawValue) \(option.placeholder)")
        }
        try set(option, value)
    }

    private mutating func set(_ option: CommandOption) {
        switch option {
        case .schema: question = .schema
        case .reference: question = .reference
        case .force: converter.replaces = true
        default: break
        }
    }

    private mutating func set(_ option: CommandOption, _ value: String) throws(UsageError) {
        switch option {
        case .config: config = value
        case .diff: diff = .file(value)
        case .explain: question = .explain(value)
        case .schema, .reference, .force: break
        case .output: converter.output = value
        case .host:
            guard ListenAddress.isValid(ListenAddress.plain(value)) else {
                throw UsageError("'\(value)' is no address; use an IPv4 or IPv6 address, or localhost")
            }
            host = ListenAddress.plain(value)
        case .logLevel:
            guard let level = LogLevel(rawValue: value) else {
                throw UsageError("'\(value)' is no log level; use \(CommandOption.logLevel.summary)")
            }
            logLevel = level
        case .port:
            guard let number = Int(value), 0...65535 ~= number else {
                throw UsageError("'\(value)' is no port; use a number from 0 to 65535")
            }
            port = number
        }
    }
}
