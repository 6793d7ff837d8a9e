internal import JSON
internal import Synchronization
public import Telemetry

/// The certificates of a server, which may be read again while it runs. Connections go on with what they began with.
public final class TLSSource: Sendable {
    private let state: Mutex<State>

    private struct State {
        var settings: TLSSettings
        var context: TLSContext
        var stamps: [FileStamp?]
    }

    /// Reads every file that `settings` names.
    public init(_ settings: TLSSettings) throws(TLSProblem) {
        let stamps = settings.stamps
        state = Mutex(State(settings: settings, context: try TLSContext(settings), stamps: stamps))
    }

    /// What is wrong with the files that `settings` name, and what is odd.
    public static func problems(of settings: TLSSettings) -> [TLSProblem] { TLSContext.problems(of: settings) }

    /// What connections begin with from now on.
    var context: TLSContext { state.withLock { $0.context } }

    /// What is odd about the files as they were last read.
    public var warnings: [TLSProblem] { context.warnings }

    /// Reads every file again, and takes `settings` in place of the ones so far. When something is wrong, nothing
    /// changes. From any thread.
    public func reload(_ settings: TLSSettings? = nil) throws(TLSProblem) {
        let settings = settings ?? state.withLock { $0.settings }
        // Before they are read, so that what changes meanwhile is noticed the next time.
        let stamps = settings.stamps
        let context: TLSContext
        do throws(TLSProblem) {
            context = try TLSContext(settings)
        } catch {
            // Not to be tried, and complained of, again until somebody changes them.
            state.withLock { $0.stamps = stamps }
            throw error
        }
        state.withLock { $0 = State(settings: settings, context: context, stamps: stamps) }
    }

    /// Reads every file again if one of them is another than before: replaced, or behind a link that was.
    ///
    /// - Returns: whether it did.
    @discardableResult
    public func reloadIfChanged() throws(TLSProblem) -> Bool {
        let (settings, stamps) = state.withLock { ($0.settings, $0.stamps) }
        guard settings.stamps != stamps else { return false }
        try reload()
        return true
    }

    /// Does `reload`, and says in `log` what came of it.
    public func reload(telling log: Logger, onlyIfChanged: Bool = false) {
        do throws(TLSProblem) {
            if onlyIfChanged {
                guard try reloadIfChanged() else { return }
            } else {
                try reload()
            }
            for warning in warnings { log.warning("certificate", ["reason": .string(warning.description)]) }
            log.info("certificates were read again")
        } catch {
            log.error("certificates stay as they were", ["reason": .string(error.description)])
        }
    }
}

extension TLSSettings {
    fileprivate var stamps: [FileStamp?] {
        (identities.flatMap { [$0.certificate, $0.key] } + (clientAuthorities.map { [$0] } ?? [])).map { FileStamp($0) }
    }
}
