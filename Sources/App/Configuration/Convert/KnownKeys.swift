/// Which keys there are, and in which order `docs/configuration.md` has them.
struct KnownKeys {
    private let keys: [[String]: Int]
    private let patterns: [[String]]

    init(_ sections: [SectionDescription] = ConfigurationReference.sections) {
        var keys: [[String]: Int] = [:]
        var patterns: [[String]] = []
        func add(_ path: [String]) {
            guard keys[path] == nil else { return }
            keys[path] = patterns.count
            patterns.append(path)
        }
        for section in sections {
            let names = SettingPath(section.path).parts.filter { $0 != "[]" }
            for end in names.indices { add(Array(names[...end])) }
            for key in section.keys {
                add(names + [key.name])
                if case .names = key.type { add(names + [key.name, "*"]) }
            }
        }
        self.keys = keys
        self.patterns = patterns
    }

    /// The place of a key or table among all; `nil` when there is no such key.
    func order(of path: [String]) -> Int? {
        keys[path]
            ?? patterns.firstIndex { pattern in
                pattern.count == path.count && zip(pattern, path).allSatisfy { $0 == $1 || $0 == "*" }
            }
    }
}
