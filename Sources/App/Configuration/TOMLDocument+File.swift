import Platform
import TOML

extension TOMLDocument {
    /// The content of a file, whose name says how it is written: YAML ends in `.yaml` or `.yml`.
    init(_ content: [UInt8], named path: String) {
        let name = path.lowercased()
        guard name.hasSuffix(".yaml") || name.hasSuffix(".yml") else {
            self.init(content)
            return
        }
        let parser = YAMLParser(content)
        self.init(yaml: content) { () throws(YAMLFlaw) in try parser.next() }
    }
}
