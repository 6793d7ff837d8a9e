import TOML

/// A file of ours made of another: YAML, or TOML with keys where other editions have them.
struct Conversion {
    /// The file, in TOML.
    let text: String
    /// What is different in it, and what is not in it: the comments of the file, with the keys that they stand at.
    let notes: [String]

    init(of document: TOMLDocument) {
        var moving = MovingSettings(SettingTree(document.root))
        moving.move()
        text = DocumentWriter.text(of: moving.tree, moving.known, comments: moving.comments)
        notes = moving.notes
    }
}
