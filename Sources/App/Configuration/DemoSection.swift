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
