import MCP

extension Catalog {
    /// What this server offers. Add yours here.
    public static func app() throws(CatalogError) -> Catalog {
        try Catalog(
            tools: [
                HelloWorld(),
                WhoAmI(),
            ],
            resources: [
                About(),
                Greeting(),
            ],
            prompts: [
                Introduce()
            ]
        )
    }
}
