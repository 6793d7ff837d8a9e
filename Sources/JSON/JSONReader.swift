/// One pass over one text.
struct JSONReader {
    let duplicates: JSONParser.Duplicates
    let numberLengthLimit: Int
    let words: JSONWords
    private let repeats: JSONRepeats?
    /// The key of what repeats, if there is any.
    private let repeatedKey: String
    private let depthLimit: Int
    private let valueLimit: Int
    private var depth = 0
    private var valuesLeft: Int
    /// Bytes of memory that a value takes besides its text: its place in an array that has just grown, and a block of
    /// its own.
    static let valueWeight = 128
    /// Values so far.
    var valuesRead: Int { valueLimit - valuesLeft }
    /// Of the next byte to look at.
    var index = 0

    /// - Parameter repeats: what texts have held under the parser's repeated key.
    init(_ parser: JSONParser, _ repeats: JSONRepeats? = nil) {
        self.repeats = parser.repeatedKey == nil ? nil : repeats
        repeatedKey = parser.repeatedKey ?? ""
        duplicates = parser.duplicates
        numberLengthLimit = parser.numberLengthLimit
        words = parser.words
        depthLimit = min(parser.depthLimit, 1_000)
        valueLimit = parser.valueLimit
        valuesLeft = parser.valueLimit
    }

    mutating func document(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw JSONError(.byteOrderMark, at: 0)
        }
        skipSpace(bytes)
        let result = try value(bytes)
        skipSpace(bytes)
        guard index == bytes.count else { throw unexpected(bytes, .endOfText) }
        return result
    }

    private mutating func value(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        guard index < bytes.count else { throw unexpected(bytes, .value) }
        guard valuesLeft > 0 else { throw JSONError(.tooManyValues(limit: valueLimit), at: index) }
        valuesLeft -= 1
        switch bytes[index] {
        case UInt8(ascii: "\""): return .string(try string(bytes))
        case UInt8(ascii: "{"): return .object(try object(bytes))
        case UInt8(ascii: "["): return .array(try array(bytes))
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number(bytes)
        case UInt8(ascii: "t"): return try literal(bytes, "true", .bool(true))
        case UInt8(ascii: "f"): return try literal(bytes, "false", .bool(false))
        case UInt8(ascii: "n"): return try literal(bytes, "null", .null)
        default: throw unexpected(bytes, .value)
        }
    }

    private func isAtObject(_ bytes: Span<UInt8>) -> Bool { index < bytes.count && bytes[index] == UInt8(ascii: "{") }

    @inline(__always)
    private func mayRepeat(_ key: String) -> Bool {
        repeats != nil && key.utf8.count == repeatedKey.utf8.count && key.isExactly(repeatedKey)
    }

    /// A value that may be an object that has been read before.
    @inline(never)
    private mutating func knownValue(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
        guard let repeats else { return try value(bytes) }
        if let known = repeats.object(in: bytes, at: index), known.values <= valuesLeft,
            known.depth <= depthLimit - depth
        {
            index += known.count
            valuesLeft -= known.values
            return .object(known.object)
        }
        let (start, earlier) = (index, valuesLeft)
        let value = try value(bytes)
        if case .object(let object) = value {
            repeats.note(object, from: bytes.extracting(start..<index), values: earlier - valuesLeft)
        }
        return value
    }

    private mutating func array(_ bytes: Span<UInt8>) throws(JSONError) -> [JSONValue] {
        try descend()
        var values: [JSONValue] = []
        if next(bytes) == UInt8(ascii: "]") { return ascend(with: values) }
        while true {
            values.append(try value(bytes))
            switch next(bytes) {
            case UInt8(ascii: ","):
                index += 1
                skipSpace(bytes)
            case UInt8(ascii: "]"): return ascend(with: values)
            default: throw unexpected(bytes, .commaOrEndOfArray)
            }
        }
    }

    private mutating func object(_ bytes: Span<UInt8>) throws(JSONError) -> JSONObject {
        try descend()
        if next(bytes) == UInt8(ascii: "}") { return ascend(with: JSONObject()) }
        var members = JSONMembers()
        var expected = JSONError.Expected.keyOrEnd
        while true {
            let start = index
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { throw unexpected(bytes, expected) }
            let key = try string(bytes)
            guard next(bytes) == UInt8(ascii: ":") else { throw unexpected(bytes, .colon) }
            index += 1
            skipSpace(bytes)
            if duplicates == .lastWins {
                members.put(key, try value(bytes))
            } else if members.contains(key) {
                throw JSONError(.duplicateKey(key), at: start)
            } else if isAtObject(bytes), mayRepeat(key) {
                members.add(key, try knownValue(bytes))
            } else {
                members.add(key, try value(bytes))
            }
            switch next(bytes) {
            case UInt8(ascii: ","):
                index += 1
                skipSpace(bytes)
                expected = .key
            case UInt8(ascii: "}"): return ascend(with: JSONObject(members.members))
            default: throw unexpected(bytes, .commaOrEndOfObject)
            }
        }
    }

    private mutating func descend() throws(JSONError) {
        guard depth < depthLimit else { throw JSONError(.tooDeep(limit: depthLimit), at: index) }
        depth += 1
        index += 1
    }

    private mutating func ascend<T>(with result: T) -> T {
        depth -= 1
        index += 1
        return result
    }

    private mutating func literal(
        _ bytes: Span<UInt8>,
        _ word: String,
        _ value: JSONValue
    ) throws(JSONError) -> JSONValue {
        for byte in word.utf8 {
            guard index < bytes.count, bytes[index] == byte else { throw unexpected(bytes, .literal) }
            index += 1
        }
        return value
    }

    /// The next byte that is not white space, 0 at the end of the text.
    @inline(__always)
    private mutating func next(_ bytes: Span<UInt8>) -> UInt8 {
        skipSpace(bytes)
        return index < bytes.count ? bytes[index] : 0
    }

    @inline(__always)
    private mutating func skipSpace(_ bytes: Span<UInt8>) {
        while index < bytes.count, bytes[index] <= 0x20 {
            switch bytes[index] {
            case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): index += 1
            default: return
            }
        }
    }

    /// The error of a byte, or the end of the text, at `index`.
    func unexpected(_ bytes: Span<UInt8>, _ expected: JSONError.Expected) -> JSONError {
        index < bytes.count
            ? JSONError(.unexpected(bytes[index], expected: expected), at: index)
            : JSONError(.unexpectedEnd(expected: expected), at: bytes.count)
    }
}
