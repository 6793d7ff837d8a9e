/// What may have been meant by a name that there is not.
enum Suggestion {
    /// `; did you mean 'endsWith'?`, or nothing.
    static func text(for name: String, among names: some Sequence<String>) -> String {
        let limit = max(1, name.utf8.count / 3)
        var best: (name: String, distance: Int)?
        for candidate in names.sorted() {
            let distance = distance(name, candidate)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best.map { "; did you mean '\($0.name)'?" } ?? ""
    }

    /// Characters to insert, remove, replace or exchange with their neighbour; case counts for nothing.
    private static func distance(_ lhs: String, _ rhs: String) -> Int {
        let lhs = Array(lhs.lowercased().utf8.prefix(40))
        let rhs = Array(rhs.lowercased().utf8.prefix(40))
        var older: [Int] = []
        var previous = Array(0...rhs.count)
        for (row, byte) in lhs.enumerated() {
            var current = [row + 1]
            for (column, other) in rhs.enumerated() {
                var cost = min(
                    previous[column + 1] + 1,
                    current[column] + 1,
                    previous[column] + (byte == other ? 0 : 1)
                )
                if row > 0, column > 0, byte == rhs[column - 1], lhs[row - 1] == other {
                    cost = min(cost, older[column - 1] + 1)
                }
                current.append(cost)
            }
            older = previous
            previous = current
        }
        return previous[rhs.count]
    }
}
