/// Finds the word that a misspelt one was meant to be.
public enum Spelling {
    /// The nearest of `words` when it is near enough: one slip in a short word, up to three in a long one.
    public static func nearest(to word: String, among words: [String]) -> String? {
        let typed = Array(word.lowercased().utf8)
        let limit = min(3, max(1, typed.count / 2))
        return
            words
            .map { (word: $0, distance: distance(typed, Array($0.lowercased().utf8), limit: limit)) }
            .filter { $0.distance <= limit }
            .min { $0.distance < $1.distance }?
            .word
    }

    /// Letters inserted, left out, replaced or swapped with their neighbour (optimal string alignment); any number
    /// above `limit` when it is more than that.
    private static func distance(_ first: [UInt8], _ second: [UInt8], limit: Int) -> Int {
        guard abs(first.count - second.count) <= limit else { return limit + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...second.count)
        for row in first.indices {
            var current = [row + 1]
            for column in second.indices {
                let replaced = last[column] + (first[row] == second[column] ? 0 : 1)
                var cost = min(last[column + 1] + 1, current[column] + 1, replaced)
                if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[second.count]
    }
}
