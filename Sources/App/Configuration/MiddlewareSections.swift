import JSON
import HTTP
import TOML

/// `[middleware.access_logs]`
extension AccessLogSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        excludedHeaders = table["excluded_headers"] ?? excludedHeaders
        redactedHeaders = table["redacted_headers"] ?? redactedHeaders
        showsBodies = table["bodies"] ?? showsBodies
        bodyLimit = table[bytes: "max_body_size", in: 0...1 << 20] ?? bodyLimit
        file = table.fileName("file")
    }
}

/// `[middleware.cors]`
extension CORSSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        allowOrigins = table["allow_origins"].map { (origins: [CORSOrigin]) in origins.map(\.text) } ?? allowOrigins
        allowCredentials = table["allow_credentials"] ?? allowCredentials
        allowMethods = table["allow_methods"].map { (words: [Token]) in words.map(\.text) } ?? allowMethods
        allowHeaders = table["allow_headers"].map { (words: [Token]) in words.map(\.text) } ?? allowHeaders
        if allowCredentials, allowOrigins.contains("*") {
            allowCredentials = false
            table.warn(
                "allow_credentials",
                "credentials are off: they never go with the origin '*'",
                suggestion: "list the origins that may send them"
            )
        }
    }
}

extension AccessLogSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "middleware.access_logs",
            "one line of JSON for each request: [what stands in it](access-log.md)",
            [
                .key("excluded_headers", .list(.string), [], "headers that are left out"),
                .key(
                    "redacted_headers",
                    .list(.string),
                    [],
                    "headers that are shown without their value, beside those that always are"
                ),
                .key("bodies", .boolean, false, "whether bodies of requests are shown. They may hold secrets"),
                .key("max_body_size", .size("0", "1MiB"), 1024, "of a larger body only its size is shown"),
                .key(
                    "file",
                    .string,
                    .unset,
                    "where lines go; without it, where the other log goes. Opened anew at SIGHUP",
                    example: "/var/log/mcp-forge/access.log"
                ),
            ]
        )
    }
}

extension CORSSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "middleware.cors",
            "web pages that may call from another origin",
            [
                .key(
                    "allow_origins",
                    .list(.string),
                    [],
                    "origins such as `https://app.example.com`, or `*` for all",
                    example: ["https://app.example.com"]
                ),
                .key(
                    "allow_credentials",
                    .boolean,
                    false,
                    "cookies and the like may come along. With `*` they are off, with a warning"
                ),
                .key("allow_methods", .list(.string), ["*"], "methods"),
                .key("allow_headers", .list(.string), ["*"], "headers"),
            ]
        )
    }
}
