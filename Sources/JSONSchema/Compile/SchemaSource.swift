internal import JSON

/// A subschema before it is compiled.
struct SchemaSource {
    let json: JSONValue
    let location: SchemaLocation
    /// The index of the schema resource (Core §4.3.5) it belongs to.
    let resource: Int
    /// How many subschemas it stands in.
    let depth: Int
}

struct SchemaLocation: Hashable {
    /// The index of a document.
    let document: Int
    /// From the root of the document.
    let pointer: String

    func appending(_ key: String) -> Self {
        Self(document: document, pointer: pointer + "/" + JSONPointer.escaped(key))
    }
}

/// A schema with a URI of its own.
struct SchemaResource {
    let uri: URIReference
    let vocabularies: Vocabularies
    /// The index of the subschema that is its root.
    let root: Int
    var anchors: [String: Int] = [:]
    var dynamicAnchors: [String: Int] = [:]
}
