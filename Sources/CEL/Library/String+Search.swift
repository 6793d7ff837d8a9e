/// Texts are searched byte by byte, and counted by code points.
extension String {
    /// Where `part` begins, in bytes; `nil` when it is not there from byte `start` on.
    func firstPlace(of part: String, from start: Int, _ meter: inout Meter) throws(CELFailure) -> Int? {
        try meter.charge(searching: self, for: part)
        let whole = utf8.span
        let part = part.utf8.span
        guard whole.count >= part.count else { return nil }
        if part.isEmpty { return start }
        for place in stride(from: start, through: whole.count - part.count, by: 1) where whole[place] == part[0] {
            if whole.extracting(place..<place + part.count).isSame(as: part) { return place }
        }
        return nil
    }

    /// In code points; -1 when it is not there.
    func firstScalar(of part: String, from start: Int, _ meter: inout Meter) throws(CELFailure) -> Int {
        guard let first = try index(ofScalar: start, &meter) else { throw .index(start) }
        let offset = utf8.distance(from: startIndex, to: first)
        guard let place = try firstPlace(of: part, from: offset, &meter) else { return -1 }
        return scalars(before: place)
    }

    /// In code points, of the last that begins at `end` or before; -1 when there is none.
    func lastScalar(of part: String, upTo end: Int?, _ meter: inout Meter) throws(CELFailure) -> Int {
        var last = utf8.count
        if let end {
            guard let index = try index(ofScalar: end, &meter) else { throw .index(end) }
            last = utf8.distance(from: startIndex, to: index)
        }
        try meter.charge(searching: self, for: part)
        let whole = utf8.span
        let part = part.utf8.span
        guard whole.count >= part.count else { return -1 }
        for place in stride(from: min(last, whole.count - part.count), through: 0, by: -1)
        where whole.extracting(place..<place + part.count).isSame(as: part) {
            return scalars(before: place)
        }
        return -1
    }

    /// How many code points begin before a byte.
    func scalars(before place: Int) -> Int {
        let bytes = utf8.span
        var count = 0
        for place in 0..<place where bytes[place] & 0xC0 != 0x80 { count += 1 }
        return count
    }

    /// Of code point `place`, or of the end right behind the last; `nil` elsewhere.
    func index(ofScalar place: Int, _ meter: inout Meter) throws(CELFailure) -> Index? {
        try meter.charge(bytes: utf8.count)
        guard place >= 0 else { return nil }
        return unicodeScalars.index(startIndex, offsetBy: place, limitedBy: endIndex)
    }

    /// Between two code points.
    func part(from start: Int, to end: Int?, _ meter: inout Meter) throws(CELFailure) -> String {
        if let end, start >= 0, end >= 0, start > end, try index(ofScalar: start, &meter) != nil {
            throw .invalidArgument("invalid substring range. start: \(start), end: \(end)")
        }
        guard let first = try index(ofScalar: start, &meter) else { throw .index(start) }
        guard let end else { return String(self[first...]) }
        guard let last = try index(ofScalar: end, &meter) else { throw .index(end) }
        return String(unicodeScalars[first..<last])
    }

    func mapped(_ meter: inout Meter, _ change: (UInt8) -> UInt8) throws(CELFailure) -> String {
        try meter.charge(bytes: utf8.count)
        return String(decoding: utf8.map(change), as: UTF8.self)
    }

    /// At most `limit` times, or as often as it is there, if that is less than 0.
    func replacing(
        _ part: String,
        with other: String,
        at limit: Int,
        _ meter: inout Meter
    ) throws(CELFailure) -> String {
        let pieces = try pieces(by: part, into: limit < 0 ? -1 : limit == .max ? -1 : limit + 1, &meter)
        let (growth, isTooLarge) = other.utf8.count.multipliedReportingOverflow(by: pieces.count)
        guard !isTooLarge else { throw .tooExpensive }
        try meter.charge(bytes: growth)
        return pieces.joined(separator: other)
    }

    func split(by separator: String, into limit: Int, _ meter: inout Meter) throws(CELFailure) -> CELValue {
        let pieces = limit == 0 ? [] : try pieces(by: separator, into: limit, &meter)
        return .list(.values(pieces.map { .string($0) }))
    }

    /// At most `limit` of them, or all, if that is less than 0. Nothing cuts between any two code points.
    private func pieces(by part: String, into limit: Int, _ meter: inout Meter) throws(CELFailure) -> [String] {
        try meter.charge(searching: self, for: part)
        guard !part.isEmpty else {
            try meter.charge(utf8.count)
            let count = limit < 0 ? Int.max : limit
            var pieces = unicodeScalars.prefix(count).map { String($0) }
            guard limit >= 0, let last = pieces.popLast() else { return pieces }
            pieces.append(last + String(unicodeScalars.dropFirst(count)))
            return pieces
        }
        let whole = Array(utf8)
        let part = Array(part.utf8)
        var pieces: [String] = []
        var start = 0
        var place = 0
        while place + part.count <= whole.count, limit < 0 || pieces.count + 1 < limit {
            if whole[place] == part[0], whole[place..<place + part.count].elementsEqual(part) {
                try meter.charge(3)
                pieces.append(String(decoding: whole[start..<place], as: UTF8.self))
                place += part.count
                start = place
            } else {
                place += 1
            }
        }
        pieces.append(String(decoding: whole[start...], as: UTF8.self))
        return pieces
    }

    /// As a literal of the language, between double quotes.
    var quoted: String {
        var text: [UInt8] = [UInt8(ascii: "\"")]
        text.reserveCapacity(utf8.count + 2)
        for byte in utf8 {
            guard let letter = Self.escape(byte) else {
                text.append(byte)
                continue
            }
            text.append(UInt8(ascii: "\\"))
            text.append(letter)
        }
        text.append(UInt8(ascii: "\""))
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands behind the backslash.
    private static func escape(_ byte: UInt8) -> UInt8? {
        switch byte {
        case 0x07: UInt8(ascii: "a")
        case 0x08: UInt8(ascii: "b")
        case 0x09: UInt8(ascii: "t")
        case 0x0A: UInt8(ascii: "n")
        case 0x0B: UInt8(ascii: "v")
        case 0x0C: UInt8(ascii: "f")
        case 0x0D: UInt8(ascii: "r")
        case UInt8(ascii: "\\"), UInt8(ascii: "\""): byte
        default: nil
        }
    }
}
