import JSON
import TOML

/// `[demo]`
extension DemoSettings: TOMLSection {
    public init(_ table: TOMLTable) {
        self.init()
        isEnabled = table["enabled"] ?? isEnabled
        messagesFile = table["messages_file"] ?? messagesFile
        filesFolder = table["files_folder"] ?? filesFolder
    }
}

extension DemoSettings {
    static var reference: SectionDescription {
        SectionDescription(
            "demo",
            "small examples beside what the server offers ([the list](everything.md#the-examples))",
            [
                .key("enabled", .boolean, false, "whether they are offered"),
                .key(
                    "messages_file",
                    .string,
                    .unset,
                    "keeps the messages of `post_message`; without it they are gone when the server stops",
                    example: "/var/lib/mcp-forge/messages.jsonl"
                ),
                .key(
                    "files_folder",
                    .string,
                    .unset,
                    "a directory whose files can be read as `files:///…`",
                    example: "/usr/share/doc"
                ),
            ]
        )
    }
}
