import MCP
import SQLite

/// One of everything that the protocol has: the fixtures of the public conformance suite, by their names, and a worked
/// example of each feature.
public enum EverythingCatalog {
    public static func make() throws(CatalogError) -> Catalog {
        try Catalog(
            tools: ContentTools.all + ReportingTools.all + SchemaTools.all + AskingTools.all + RoundTripTools.all
                + [DatabaseExample.tool()],
            resources: Resources.all,
            prompts: Prompts.all
        )
    }
}
