/// What an evaluation may still cost.
struct Meter {
    /// Steps: one for each part of the expression that is evaluated, each 16 bytes that are read or made, and each
    /// member of a map that is looked through. What takes longer than about 100 ns is more than one.
    private(set) var remaining: Int
    private var levels: Int
    /// Of the part that is evaluated, in the text of the expression.
    var offset = 0

    init(_ limits: ProgramLimits) {
        remaining = limits.cost
        levels = limits.depth
    }

    @inline(__always)
    mutating func charge(_ steps: Int) throws(CELFailure) {
        remaining -= steps
        if remaining < 0 { throw .tooExpensive }
    }

    mutating func charge(bytes: Int) throws(CELFailure) { try charge(bytes >> 4) }

    /// For two texts, each place of one of which may have to be compared with all of the other.
    mutating func charge(searching text: String, for part: String) throws(CELFailure) {
        let product = (text.utf8.count >> 3).multipliedReportingOverflow(by: (part.utf8.count >> 3) + 1)
        try charge(product.overflow ? .max >> 1 : product.partialValue)
    }

    mutating func charge(lookingIn map: CELMap) throws(CELFailure) { try charge(map.count >> 4) }

    /// The key of a map is read whole, byte by byte.
    mutating func charge(reading key: CELValue) throws(CELFailure) {
        if case .string(let text) = key { try charge(text.utf8.count >> 3) }
    }

    /// A value inside another begins.
    mutating func enter() throws(CELFailure) {
        levels -= 1
        if levels < 0 { throw .tooDeep }
    }
    mutating func leave() { levels += 1 }
}
