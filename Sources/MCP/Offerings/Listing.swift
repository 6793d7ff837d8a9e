internal import JSON

/// An item of a list, as clients of each revision see it: made once, when the server starts.
struct Listing: Sendable {
    /// By the raw value of the revision.
    private let items: [JSONValue]

    init(_ members: [Member]) {
        items = ProtocolVersion.allCases.map { version in
            .object(
                JSONObject(
                    members.compactMap { member in
                        member.value(version).map { JSONObject.Member(member.key, $0) }
                    }
                )
            )
        }
    }

    func json(for version: ProtocolVersion) -> JSONValue { items[version.rawValue] }

    /// One member of the item, and who sees it.
    struct Member {
        let key: String
        let value: (ProtocolVersion) -> JSONValue?

        /// Left out where there is no value, and for clients of revisions before `first`.
        static func member(_ key: String, _ value: JSONValue?, since first: ProtocolVersion = .v2024_11_05) -> Self {
            Self(key: key) { $0 >= first ? value : nil }
        }

        /// A value that differs between revisions.
        static func member(_ key: String, _ value: @escaping (ProtocolVersion) -> JSONValue?) -> Self {
            Self(key: key, value: value)
        }
    }
}

extension Listing.Member {
    static func title(_ title: String?) -> Self { member("title", title.map { .string($0) }, since: .v2025_06_18) }

    static func icons(_ icons: [Icon]) -> Self {
        member("icons", icons.isEmpty ? nil : .array(icons.map(\.json)), since: .v2025_11_25)
    }

    static func annotations(_ annotations: Annotations?) -> Self {
        member("annotations") { annotations?.json(for: $0) }
    }

    static func meta(_ meta: JSONObject) -> Self {
        member("_meta", meta.isEmpty ? nil : .object(meta), since: .v2025_06_18)
    }
}
