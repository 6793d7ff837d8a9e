/// How a document is written.
public enum TOMLNotation: Sendable {
    case toml, yaml

    /// What stands between a key and its value.
    var sign: UInt8 { self == .toml ? UInt8(ascii: "=") : .colon }
}
