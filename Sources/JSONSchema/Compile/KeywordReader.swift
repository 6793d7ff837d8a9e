internal import JSON

/// Reads the keywords of one schema object.
struct KeywordReader {
    let object: JSONObject
    let source: SchemaSource
    /// As errors name it.
    let place: String

    init(_ object: JSONObject, _ source: SchemaSource, _ place: String) {
        self.object = object
        self.source = source
        self.place = place
    }

    func text(_ keyword: String) throws(SchemaError) -> String? {
        try JSONValue.object(object).text(keyword, at: place)
    }

    func flag(_ keyword: String) throws(SchemaError) -> Bool {
        guard let value = object[keyword] else { return false }
        guard case .bool(let flag) = value else { throw wrong(keyword, "true or false") }
        return flag
    }

    func number(_ keyword: String) throws(SchemaError) -> Number? {
        guard let value = object[keyword] else { return nil }
        guard let number = Number(value) else { throw wrong(keyword, "a number") }
        return number
    }

    /// A whole number; one beyond `Int` counts as its greatest.
    func count(_ keyword: String) throws(SchemaError) -> Int? {
        guard let number = try number(keyword) else { return nil }
        guard number.isInteger, number >= .int(0) else { throw wrong(keyword, "a whole number that is not negative") }
        return switch number {
        case .int(let value): value
        case .double(let value): value < 0x1p62 ? Int(value) : .max
        case .decimal: .max
        }
    }

    func names(_ keyword: String) throws(SchemaError) -> [String]? {
        guard let value = object[keyword] else { return nil }
        return try names(value, keyword)
    }

    func names(_ value: JSONValue, _ keyword: String) throws(SchemaError) -> [String] {
        let names = value.array?.compactMap(\.string)
        guard let names, names.count == value.array?.count else { throw wrong(keyword, "an array of strings") }
        return names
    }

    /// How many items `contains` asks for.
    func contained() throws(SchemaError) -> (least: Int, most: Int?) {
        (try count("minContains") ?? 1, try count("maxContains"))
    }

    func wrong(_ keyword: String, _ expected: String) -> SchemaError {
        SchemaError(.wrongValue(expected: expected), at: place + "/" + keyword)
    }
}

extension KeywordReader {
    func subschema(_ keyword: String, in index: SchemaIndex) throws(SchemaError) -> Int? {
        guard object[keyword] != nil else { return nil }
        return try child(source.location.appending(keyword), in: index)
    }

    func subschemas(_ keyword: String, in index: SchemaIndex) throws(SchemaError) -> [Int]? {
        guard let count = object[keyword]?.array?.count else { return nil }
        let location = source.location.appending(keyword)
        var children: [Int] = []
        for place in 0..<count { children.append(try child(location.appending(place.description), in: index)) }
        return children
    }

    func subschemaTable(_ keyword: String, in index: SchemaIndex) throws(SchemaError) -> [(key: String, node: Int)] {
        guard let table = object[keyword]?.object else { return [] }
        let location = source.location.appending(keyword)
        var children: [(String, Int)] = []
        for key in table.keys { children.append((key, try child(location.appending(key), in: index))) }
        return children
    }

    private func child(_ location: SchemaLocation, in index: SchemaIndex) throws(SchemaError) -> Int {
        guard let place = index.place(of: location) else {
            throw SchemaError(.notASchema, at: index.name(of: location))
        }
        return place
    }
}
