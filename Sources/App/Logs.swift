import Auth
import HTTP
import Platform
import Telemetry

/// Where this process writes what happens, and which requests came.
struct Logs: Sendable {
    let log: Logger
    /// `nil` when it is switched off.
    let access: AccessLog?
    private let writers: [LogWriter]
    private let threshold: LogThreshold

    init(_ configuration: Configuration) throws(LogFileError) {
        let settings = configuration.log
        let isForPeople = settings.file == nil && LogWriter.isTerminal
        let writer = try Self.writer(settings.format ?? (isForPeople ? .text : .json), settings.file)
        threshold = LogThreshold(settings.level)
        log = writer.logger(following: threshold)
        guard var settings = configuration.accessLog else {
            access = nil
            writers = [writer]
            return
        }
        // What a proxy says about the caller is as good as a token.
        if case .external(let external) = configuration.jwt { settings.redactedHeaders.append(external.header) }
        let isShared = settings.file == nil || settings.file == configuration.log.file
        let other = isShared ? writer : try Self.writer(.json, settings.file)
        access = AccessLog(settings, write: other.write)
        writers = isShared ? [writer] : [writer, other]
    }

    private static func writer(_ format: LogFormat, _ file: String?) throws(LogFileError) -> LogWriter {
        guard let file else { return LogWriter(format) }
        do throws(FileError) {
            return try LogWriter(format, file: file)
        } catch {
            throw LogFileError(path: file, reason: error.reason)
        }
    }

    /// Opens the files anew: somebody has moved them away.
    @Sendable func reopen() {
        for writer in writers { writer.reopen() }
    }

    /// From now on events below `level` are not written.
    func move(to level: LogLevel) { threshold.move(to: level) }

    /// Waits until everything is written, for a second each.
    func flush() {
        for writer in writers { writer.flush() }
    }
}

/// Why a log file cannot be written.
struct LogFileError: Error, Sendable, Equatable, CustomStringConvertible {
    let path: String
    let reason: String

    var description: String { "cannot write the log file \(path): \(reason)" }
}
