/// Which members of an object, or items of an array, subschemas have looked at: what `unevaluatedProperties` and
/// `unevaluatedItems` leave alone.
struct Marks {
    /// Whether anybody asks.
    let areWanted: Bool
    private var words: [UInt64] = []

    init(areWanted: Bool) { self.areWanted = areWanted }

    mutating func insert(_ place: Int) {
        guard areWanted else { return }
        let word = place >> 6
        if word >= words.count { words.append(contentsOf: repeatElement(0, count: word + 1 - words.count)) }
        words[word] |= 1 << UInt64(place & 63)
    }

    func contains(_ place: Int) -> Bool {
        let word = place >> 6
        return word < words.count && words[word] & 1 << UInt64(place & 63) != 0
    }

    mutating func formUnion(_ other: Self) {
        guard areWanted else { return }
        if words.isEmpty {
            words = other.words
            return
        }
        if other.words.count > words.count {
            words.append(contentsOf: repeatElement(0, count: other.words.count - words.count))
        }
        for (place, word) in other.words.enumerated() { words[place] |= word }
    }
}
