internal import JSON

/// Knows every subschema of the documents in use, by its place, its URI and its anchors.
struct SchemaIndex {
    let settings: SchemaSettings
    private(set) var sources: [SchemaSource] = []
    private(set) var resources: [SchemaResource] = []
    private var documents: [(uri: String, root: JSONValue)] = []
    private var places: [SchemaLocation: Int] = [:]
    private var resourcesByURI: [String: Int] = [:]

    init(_ settings: SchemaSettings) { self.settings = settings }

    /// Takes in a document, and says which subschema is its root.
    mutating func add(document root: JSONValue, uri: String) throws(SchemaError) -> Int {
        documents.append((uri, root))
        let location = SchemaLocation(document: documents.count - 1, pointer: "")
        return try add(root, at: location, in: nil, depth: 0)
    }

    /// The place of a subschema as errors and violations name it.
    func name(of location: SchemaLocation) -> String {
        location.document == 0 ? location.pointer : documents[location.document].uri + "#" + location.pointer
    }

    func place(of location: SchemaLocation) -> Int? { places[location] }

    /// Takes in a subschema with all that stand in it, unless it is known. `resource` is `nil` for a document's root.
    mutating func add(
        _ json: JSONValue,
        at location: SchemaLocation,
        in resource: Int?,
        depth: Int
    ) throws(SchemaError) -> Int {
        if let known = places[location] { return known }
        try check(json, at: location, depth)
        let place = sources.count
        let own = try self.resource(of: json, at: location, in: resource, root: place)
        places[location] = place
        sources.append(SchemaSource(json: json, location: location, resource: own, depth: depth))
        guard let object = json.object else { return place }
        try addAnchors(of: object, at: location, place, own)
        for member in object.members {
            guard let shape = SubschemaShape(of: member.key) else { continue }
            let location = location.appending(member.key)
            for (key, child) in try shape.children(of: member.value, at: name(of: location)) {
                let location = key.map(location.appending) ?? location
                _ = try add(child, at: location, in: own, depth: depth + 1)
            }
        }
        return place
    }

    private func check(_ json: JSONValue, at location: SchemaLocation, _ depth: Int) throws(SchemaError) {
        switch json {
        case .object, .bool: break
        default: throw SchemaError(.notASchema, at: name(of: location))
        }
        guard sources.count < settings.subschemaLimit else {
            throw SchemaError(.tooManySubschemas(limit: settings.subschemaLimit), at: name(of: location))
        }
        guard depth < settings.depthLimit else {
            throw SchemaError(.tooDeep(limit: settings.depthLimit), at: name(of: location))
        }
    }

    /// The resource that the schema begins, or the one it stands in.
    private mutating func resource(
        of json: JSONValue,
        at location: SchemaLocation,
        in parent: Int?,
        root: Int
    ) throws(SchemaError) -> Int {
        let identifier = try json.text("$id", at: name(of: location))
        if let parent, identifier == nil { return parent }
        let base = parent.map { resources[$0].uri } ?? URIReference(documents[location.document].uri)
        let uri = URIReference(identifier ?? "").resolved(against: base)
        guard !uri.hasFragment else {
            throw SchemaError(.wrongValue(expected: "a URI without a fragment"), at: name(of: location) + "/$id")
        }
        let vocabularies = try vocabularies(of: json, parent, at: name(of: location))
        let index = resources.count
        guard resourcesByURI.updateValue(index, forKey: uri.document) == nil else {
            throw SchemaError(.duplicateIdentifier(uri.document), at: name(of: location))
        }
        // A document that has an own name is still found by the one it was asked for.
        if parent == nil, resourcesByURI[documents[location.document].uri] == nil {
            resourcesByURI[documents[location.document].uri] = index
        }
        resources.append(SchemaResource(uri: uri, vocabularies: vocabularies, root: root))
        return index
    }

    private func vocabularies(of json: JSONValue, _ parent: Int?, at place: String) throws(SchemaError) -> Vocabularies
    {
        guard let dialect = try json.text("$schema", at: place) else {
            return parent.map { resources[$0].vocabularies } ?? .standard
        }
        let uri = URIReference(dialect).document
        if uri == Metaschema.uri { return .standard }
        guard let metaschema = settings.documents[uri] else {
            throw SchemaError(.unsupportedDialect(dialect), at: place + "/$schema")
        }
        return try Vocabularies(declaredBy: metaschema, at: place + "/$schema")
    }

    private mutating func addAnchors(
        of schema: JSONObject,
        at location: SchemaLocation,
        _ place: Int,
        _ resource: Int
    ) throws(SchemaError) {
        for keyword in ["$anchor", "$dynamicAnchor"] {
            guard let anchor = try JSONValue.object(schema).text(keyword, at: name(of: location)) else { continue }
            let known = resources[resource].anchors.updateValue(place, forKey: anchor)
            guard known == nil || known == place else {
                throw SchemaError(.duplicateIdentifier(anchor), at: name(of: location))
            }
            if keyword == "$dynamicAnchor" { resources[resource].dynamicAnchors[anchor] = place }
        }
    }
}

extension SchemaIndex {
    /// The subschema that `reference` names in the schema at `source`.
    mutating func target(of reference: String, from source: SchemaSource, at place: String) throws(SchemaError) -> Int {
        let uri = URIReference(reference).resolved(against: resources[source.resource].uri)
        let resource = try self.resource(uri, reference, at: place)
        guard let fragment = (uri.fragment ?? "").percentDecoded else {
            throw SchemaError(.unknownReference(reference), at: place)
        }
        if fragment.isEmpty { return resources[resource].root }
        if let anchored = resources[resource].anchors[fragment] { return anchored }
        guard let keys = JSONPointer.keys(of: fragment), let target = try follow(keys, from: resources[resource].root)
        else { throw SchemaError(.unknownReference(reference), at: place) }
        return target
    }

    private mutating func resource(
        _ uri: URIReference,
        _ reference: String,
        at place: String
    ) throws(SchemaError) -> Int {
        if let known = resourcesByURI[uri.document] { return known }
        guard let document = settings.documents[uri.document] ?? Metaschema.document(uri.document) else {
            throw SchemaError(.unknownReference(reference), at: place)
        }
        _ = try add(document: document, uri: uri.document)
        guard let resource = resourcesByURI[uri.document] else {
            throw SchemaError(.unknownReference(reference), at: place)
        }
        return resource
    }

    /// The subschema that a pointer leads to, which may stand in a keyword that is not known.
    private mutating func follow(_ keys: [String], from root: Int) throws(SchemaError) -> Int? {
        var nearest = sources[root]
        var json = nearest.json
        var location = nearest.location
        for key in keys {
            switch json {
            case .object(let object):
                guard let value = object[key] else { return nil }
                json = value
            case .array(let values):
                guard let index = JSONPointer.index(key), values.indices.contains(index) else { return nil }
                json = values[index]
            default: return nil
            }
            location = location.appending(key)
            if let known = places[location] { nearest = sources[known] }
        }
        return try add(json, at: location, in: nearest.resource, depth: nearest.depth + 1)
    }
}

extension JSONValue {
    /// The text that a keyword of a schema holds.
    func text(_ keyword: String, at place: String) throws(SchemaError) -> String? {
        guard let value = self[keyword] else { return nil }
        guard case .string(let text) = value else {
            throw SchemaError(.wrongValue(expected: "a string"), at: place + "/" + keyword)
        }
        return text
    }
}
