import JSON
import Testing

@testable import SQLite

@Suite struct DatabaseTests {
    private static let script = """
        CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, height REAL, photo BLOB);
        INSERT INTO people VALUES (1, 'Ada', 1.65, x'0102'), (2, 'Grace', NULL, NULL);
        """
    private func database(_ change: (inout Database.Limits) -> Void = { _ in }) throws -> Database {
        var limits = Database.Limits()
        change(&limits)
        return try Database(script: Self.script, limits: limits)
    }

    @Test func `values are found as what they are`() throws {
        let found = try database().rows(of: "SELECT * FROM people ORDER BY id;")
        #expect(found.columns == ["id", "name", "height", "photo"])
        #expect(found.rows == [[1, "Ada", 1.65, "[2 bytes]"], [2, "Grace", .null, .null]])
        #expect(!found.isCut)
    }

    @Test(
        arguments: [
            "INSERT INTO people VALUES (3, 'Eve', 1, NULL)", "DELETE FROM people", "UPDATE people SET name = 'x'",
            "DROP TABLE people", "CREATE TABLE x (y)", "CREATE TEMP TABLE x AS SELECT 1", "ATTACH '/etc/passwd' AS p",
            "ATTACH ':memory:' AS p", "PRAGMA journal_mode = WAL", "PRAGMA table_info(people)", "VACUUM INTO '/tmp/x'",
            "BEGIN", "SELECT load_extension('x')", "SELECT 1; DELETE FROM people", "SELECT 1; SELECT 2", "", ";", "--",
            "SELECT nothing FROM people", "EXPLAIN DELETE FROM people", "CREATE INDEX i ON people(name)", "ANALYZE",
            "WITH x AS (SELECT 1) DELETE FROM people", "SELECT 1 \u{0}; DROP TABLE people", "nonsense",
            "INSERT INTO people(name) VALUES ('x') RETURNING id", "SELECT writefile('/tmp/x', 'y')",
        ]
    )
    func `nothing but one statement that reads is run`(statement: String) throws {
        let database = try database()
        do throws(DatabaseError) {
            let found = try database.rows(of: statement)
            // What follows a zero byte is not there for SQLite.
            #expect(statement.contains("\u{0}") && found.rows == [[1]])
        } catch {
            #expect(!error.message.isEmpty)
        }
        #expect(try database.rows(of: "SELECT count(*), max(name) FROM people").rows == [[2, "Grace"]])
    }

    @Test func `rows, bytes and time are bounded`() throws {
        let endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x FROM n"
        let cut = try database { $0.rows = 3 }.rows(of: endless)
        #expect(cut.rows == [[1], [2], [3]] && cut.isCut)
        let short = try database { $0.time = .milliseconds(50) }
        #expect(throws: DatabaseError.self) { try short.rows(of: "SELECT count(*) FROM (\(endless))") }
        let small = try database { $0.bytes = 1_000 }
        #expect(throws: DatabaseError.self) { try small.rows(of: "SELECT zeroblob(100000)") }
        #expect(try small.rows(of: "SELECT hex(zeroblob(200)) FROM people, people").isCut)
        #expect(throws: DatabaseError.self) {
            try small.rows(of: "SELECT " + String(repeating: " ", count: 20_000) + "1")
        }
    }

    @Test func `what is no database is said`() {
        #expect(throws: DatabaseError.self) { try Database("/no/such/file") }
        #expect(throws: DatabaseError.self) { try Database(script: "nonsense") }
        #expect(throws: DatabaseError.self) { try Database("/etc/passwd").rows(of: "SELECT * FROM sqlite_master") }
    }
}
