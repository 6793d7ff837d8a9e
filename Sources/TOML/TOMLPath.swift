/// Paths such as `upstreams[2].url`.
public enum TOMLPath {
    /// The path without the numbers of elements: the key that it is a value of.
    public static func key(of path: String) -> String {
        var key = ""
        var isNumber = false
        for character in path {
            if character == "[" { isNumber = true }
            if !isNumber { key.append(character) }
            if character == "]" { isNumber = false }
        }
        return key
    }
}
