private import CSQLite
public import JSON
private import Synchronization

/// A database of SQLite that can be read, and nothing else: whatever a statement says, it changes nothing, opens no other
/// file, and ends in bounded time with a bounded answer.
@safe public final class Database: @unchecked Sendable {
    /// What one query may take.
    public struct Limits: Sendable {
        public var rows = 100
        public var time = Duration.seconds(2)
        /// Of all values together.
        public var bytes = 1 << 20
        /// Of the statement.
        public var length = 10_000

        public init() {}
    }

    /// What a query found.
    public struct Rows: Sendable, Hashable {
        public let columns: [String]
        public let rows: [[JSONValue]]
        /// Whether there were more.
        public let isCut: Bool
    }

    /// Only used under the lock.
    private let handle: OpaquePointer
    private let lock = Mutex(())
    private let limits: Limits

    /// The database in the file at `path`.
    public convenience init(_ path: String, limits: Limits = Limits()) throws(DatabaseError) {
        try self.init(path, SQLITE_OPEN_READONLY, script: nil, limits)
    }

    /// A database in memory, as `script` makes it.
    public convenience init(script: String, limits: Limits = Limits()) throws(DatabaseError) {
        try self.init(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, script: script, limits)
    }

    private init(_ path: String, _ flags: Int32, script: String?, _ limits: Limits) throws(DatabaseError) {
        self.limits = limits
        var opened: OpaquePointer?
        let code = unsafe sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_FULLMUTEX, nil)
        guard code == SQLITE_OK, let opened = unsafe opened else {
            unsafe sqlite3_close(opened)
            throw DatabaseError("cannot open \(path): \(unsafe String(cString: sqlite3_errstr(code)))")
        }
        unsafe handle = opened
        if let script, unsafe sqlite3_exec(opened, script, nil, nil, nil) != SQLITE_OK {
            // `deinit` closes it.
            throw DatabaseError(unsafe Self.words(of: opened))
        }
        // What is sorted stays in memory, of which all databases of the process share this much.
        unsafe sqlite3_exec(opened, "PRAGMA temp_store = MEMORY; PRAGMA hard_heap_limit = 67108864", nil, nil, nil)
        // Matching takes time with the power of the pattern's length, and cannot be interrupted.
        unsafe sqlite3_limit(opened, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50)
        unsafe sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Int32(clamping: limits.bytes))
        unsafe sqlite3_limit(opened, SQLITE_LIMIT_ATTACHED, 0)
        unsafe sqlite3_set_authorizer(opened, Self.permits, nil)
    }

    deinit { unsafe sqlite3_close_v2(handle) }

    /// What one statement finds.
    ///
    /// - Throws: what is wrong with the statement, or that it does more than read or takes too long.
    public func rows(of statement: String) throws(DatabaseError) -> Rows {
        guard statement.utf8.count <= limits.length else {
            throw DatabaseError("a statement has at most \(limits.length) bytes")
        }
        return try lock.withLock { _ throws(DatabaseError) in
            let deadline = Deadline(ContinuousClock.now + limits.time)
            let context = unsafe Unmanaged.passUnretained(deadline).toOpaque()
            unsafe sqlite3_progress_handler(handle, 1_000, Self.isLate, context)
            defer {
                unsafe sqlite3_progress_handler(handle, 0, nil, nil)
                withExtendedLifetime(deadline) {}
            }
            return try read(statement)
        }
    }

    private func read(_ statement: String) throws(DatabaseError) -> Rows {
        let prepared = unsafe try prepare(statement)
        defer { unsafe sqlite3_finalize(prepared) }
        let width = unsafe sqlite3_column_count(prepared)
        let columns = (0..<width).map {
            unsafe sqlite3_column_name(prepared, $0).map { unsafe String(cString: $0) } ?? ""
        }
        var rows: [[JSONValue]] = []
        var left = limits.bytes
        while true {
            switch unsafe sqlite3_step(prepared) {
            case SQLITE_DONE: return Rows(columns: columns, rows: rows, isCut: false)
            case SQLITE_ROW:
                let row = (0..<width).map { unsafe Self.value($0, of: prepared) }
                left -= row.reduce(0) { $0 + $1.bytes.count }
                guard rows.count < limits.rows, left >= 0 else {
                    return Rows(columns: columns, rows: rows, isCut: true)
                }
                rows.append(row)
            case SQLITE_INTERRUPT: throw DatabaseError("the query took longer than \(limits.time)")
            default: throw DatabaseError(unsafe Self.words(of: handle))
            }
        }
    }

    private func prepare(_ statement: String) throws(DatabaseError) -> OpaquePointer {
        var prepared: OpaquePointer?
        var isAlone = true
        let code = unsafe statement.withCString { text in
            var rest: UnsafePointer<CChar>?
            let code = unsafe sqlite3_prepare_v2(handle, text, -1, &prepared, &rest)
            if let rest = unsafe rest {
                isAlone = unsafe String(cString: rest).allSatisfy { $0.isWhitespace || $0 == ";" }
            }
            return code
        }
        switch code {
        case SQLITE_OK: break
        case SQLITE_AUTH: throw DatabaseError("only statements that read are allowed")
        default: throw DatabaseError(unsafe Self.words(of: handle))
        }
        guard let prepared = unsafe prepared else { throw DatabaseError("there is no statement") }
        guard isAlone, unsafe sqlite3_stmt_readonly(prepared) != 0 else {
            unsafe sqlite3_finalize(prepared)
            throw DatabaseError(isAlone ? "only statements that read are allowed" : "one statement at a time")
        }
        return unsafe prepared
    }
}

/// When a query must have ended.
private final class Deadline: Sendable {
    let end: ContinuousClock.Instant
    init(_ end: ContinuousClock.Instant) { self.end = end }
}

extension Database {
    /// Reading a table, calling a function, and queries that go on with their own rows: everything else is refused, so
    /// `ATTACH`, `PRAGMA` and whatever writes.
    private static let permits:
        @convention(c) (
            UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
            UnsafePointer<CChar>?
        ) -> Int32 = { _, action, _, name, _, _ in
            switch action {
            case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: SQLITE_OK
            case SQLITE_FUNCTION:
                unsafe name.map { unsafe String(cString: $0).lowercased() } == "load_extension"
                    ? SQLITE_DENY : SQLITE_OK
            default: SQLITE_DENY
            }
        }

    private static let isLate: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { context in
        guard let context = unsafe context else { return 1 }
        let deadline = unsafe Unmanaged<Deadline>.fromOpaque(context).takeUnretainedValue()
        return ContinuousClock.now < deadline.end ? 0 : 1
    }

    private static func words(of handle: OpaquePointer) -> String { unsafe String(cString: sqlite3_errmsg(handle)) }

    private static func value(_ column: Int32, of statement: OpaquePointer) -> JSONValue {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: return .int(Int(unsafe sqlite3_column_int64(statement, column)))
        case SQLITE_FLOAT:
            let number = unsafe sqlite3_column_double(statement, column)
            return number.isFinite ? .double(number) : .null
        case SQLITE_TEXT:
            return unsafe sqlite3_column_text(statement, column).map { .string(unsafe String(cString: $0)) } ?? .null
        case SQLITE_BLOB: return .string("[\(unsafe sqlite3_column_bytes(statement, column)) bytes]")
        default: return .null
        }
    }
}

/// Why a database, or a statement, cannot be used.
public struct DatabaseError: Error, Sendable, Hashable {
    public let message: String
    init(_ message: String) { self.message = message }
}
