import MCP
import SQLite

/// A small database to query.
enum DatabaseExample {
    static func tool() throws(CatalogError) -> SQLQuery {
        do throws(DatabaseError) {
            return SQLQuery(
                try Database(
                    script: """
                        CREATE TABLE planets (name TEXT, moons INTEGER, radius_km REAL);
                        INSERT INTO planets VALUES ('Mercury', 0, 2439.7), ('Venus', 0, 6051.8), ('Earth', 1, 6371.0),
                            ('Mars', 2, 3389.5), ('Jupiter', 95, 69911), ('Saturn', 146, 58232), ('Uranus', 28, 25362),
                            ('Neptune', 16, 24622);
                        """
                )
            )
        } catch {
            throw CatalogError("the database of the example: \(error.message)")
        }
    }
}
