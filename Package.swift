// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func module(
    _ name: String,
    uses dependencies: [Target.Dependency] = [],
    at path: String? = nil,
    _ more: [SwiftSetting] = []
) -> Target {
    .target(
        name: name,
        dependencies: dependencies,
        path: path,
        swiftSettings: strict + [.enableUpcomingFeature("InternalImportsByDefault")] + more
    )
}

func tests(of name: String, uses dependencies: [Target.Dependency] = []) -> Target {
    .testTarget(name: name + "Tests", dependencies: [.byName(name: name)] + dependencies, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String?, apt package: String) -> Target {
    .systemLibrary(
        name: name,
        path: "Sources/CLibraries/\(name)",
        pkgConfig: pkgConfig,
        providers: [.apt([package])]
    )
}

let package = Package(
    name: "mcp-forge-swift",
    products: [.executable(name: "mcp-forge", targets: ["mcp-forge"])],
    targets: [
        // Floor 0: values and text.
        module("JSON"),
        module("TOML"),
        module("Pattern", uses: ["CRE2"]),
        // Floor 1: what is right, and what happened.
        module("JSONSchema", uses: ["JSON", "Pattern"]),
        module("CEL", uses: ["JSON", "Pattern"]),
        module("Telemetry", uses: ["JSON"]),
        // Floor 2: the words of HTTP.
        module("HTTP", uses: ["JSON", "Telemetry"]),
        // Floor 3: siblings that never meet.
        module("Auth", uses: ["CEL", "HTTP", "JSON", "Telemetry", "COpenSSL"]),
        module("MCP", uses: ["HTTP", "JSON", "JSONSchema", "Telemetry"]),
        module(
            "Platform",
            uses: ["HTTP", "JSON", "Telemetry", "TOML", "CCurl", "COpenSSL", "CUV", "CWslay", "CYAML", "CZlib"],
            // docs/decisions/exclusivity.md
            [.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))]
        ),
        // Floor 5: yours.
        .target(
            name: "App",
            dependencies: ["JSON", "TOML", "CEL", "Telemetry", "HTTP", "Auth", "MCP", "Platform"],
            swiftSettings: strict
        ),
        .executableTarget(name: "mcp-forge", dependencies: ["App", "Platform"], swiftSettings: strict),

        // For tests and measurements: the same application with tools that wait, and a core without sockets.
        .target(name: "ProbeTools", dependencies: ["App", "MCP"], swiftSettings: strict),
        .executableTarget(
            name: "mcp-forge-probe",
            dependencies: ["App", "Platform", "ProbeTools"],
            path: "Sources/Probe",
            swiftSettings: strict
        ),
        // One of everything, for conformance tests and as the worked example.
        .target(name: "Everything", dependencies: ["App", "HTTP", "JSON", "MCP", "SQLite"], swiftSettings: strict),
        // Queries over SQLite: never a part of mcp-forge.
        module("SQLite", uses: ["JSON", "MCP", "CSQLite"], at: "Sources/CLibraries/SQLite"),
        .executableTarget(
            name: "mcp-forge-everything",
            dependencies: ["App", "Everything", "Platform"],
            path: "Sources/EverythingMain",
            swiftSettings: strict
        ),
        .target(
            name: "BenchRuns",
            dependencies: ["App", "Auth", "CEL", "HTTP", "JSON", "MCP", "Platform", "Telemetry"],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "mcp-forge-bench",
            dependencies: ["BenchRuns"],
            path: "Sources/Bench",
            swiftSettings: strict
        ),

        library("CCurl", pkgConfig: nil, apt: "libcurl4-openssl-dev"),
        library("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),
        library("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
        library("CUV", pkgConfig: "libuv", apt: "libuv1-dev"),
        library("CWslay", pkgConfig: nil, apt: "libwslay-dev"),
        library("CYAML", pkgConfig: nil, apt: "libyaml-dev"),
        library("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        .target(
            name: "CRE2",
            path: "Sources/CLibraries/CRE2",
            linkerSettings: [
                .linkedLibrary(":libre2.a"), .linkedLibrary("stdc++"),
                // docs/decisions/static-libraries.md
                .unsafeFlags(
                    [
                        "-L\(Context.packageDirectory)/Sources/CLibraries/Static",
                        "-Xlinker", "--no-export-dynamic",
                    ],
                    .when(configuration: .release)
                ),
            ]
        ),

        tests(of: "JSON"),
        tests(of: "TOML", uses: ["JSON"]),
        tests(of: "Pattern"),
        tests(of: "JSONSchema", uses: ["JSON"]),
        tests(of: "CEL", uses: ["JSON"]),
        tests(of: "Telemetry", uses: ["JSON"]),
        tests(of: "HTTP", uses: ["JSON", "Telemetry"]),
        tests(of: "Auth", uses: ["CEL", "COpenSSL", "HTTP", "JSON", "Telemetry"]),
        tests(of: "MCP", uses: ["HTTP", "JSON", "Telemetry"]),
        tests(of: "Platform", uses: ["HTTP", "JSON", "Telemetry", "TOML"]),
        tests(of: "SQLite", uses: ["JSON", "MCP"]),
        tests(of: "Everything", uses: ["HTTP", "JSON", "MCP", "Platform"]),
        tests(of: "App", uses: ["Auth", "HTTP", "JSON", "JSONSchema", "MCP", "Platform", "Telemetry", "TOML"]),
    ]
)
