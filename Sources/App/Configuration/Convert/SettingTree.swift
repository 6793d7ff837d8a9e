import TOML

/// The tables of a file, to be changed.
struct SettingTree: Equatable {
    enum Setting: Equatable {
        case value(TOMLValue)
        case table(SettingTree)
        case tables([SettingTree])
    }

    struct Member: Equatable {
        let name: String
        var setting: Setting
    }

    private(set) var members: [Member] = []

    init() {}

    init(_ table: TOMLMembers) {
        members = table.members.map { Member(name: $0.key.name, setting: Setting($0.node.value)) }
    }

    subscript(name: String) -> Setting? {
        get { members.first { $0.name == name }?.setting }
        set {
            let index = members.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let setting?): members[index].setting = setting
            case (nil, let setting?): members.append(Member(name: name, setting: setting))
            case (let index?, nil): members.remove(at: index)
            case (nil, nil): break
            }
        }
    }

    /// What stands at a path such as `server.transport.http.host`. Tables on the way are made when something is set.
    subscript(path path: String) -> Setting? {
        get { self[path.split(separator: ".").map(String.init)[...]] }
        set { self[path.split(separator: ".").map(String.init)[...]] = newValue }
    }

    private subscript(path: ArraySlice<String>) -> Setting? {
        get {
            guard let name = path.first, path.count > 1 else { return path.first.flatMap { self[$0] } }
            guard case .table(let table) = self[name] else { return nil }
            return table[path.dropFirst()]
        }
        set {
            guard let name = path.first else { return }
            guard path.count > 1 else {
                self[name] = newValue
                return
            }
            var table = SettingTree()
            switch self[name] {
            case .table(let old): table = old
            case nil where newValue == nil: return
            case nil: break
            default: return
            }
            table[path.dropFirst()] = newValue
            self[name] = .table(table)
        }
    }

    /// The string at a path.
    func string(_ path: String) -> String? {
        if case .value(.string(let text)) = self[path: path] { text } else { nil }
    }
}

extension SettingTree.Setting {
    init(_ value: TOMLValue) {
        switch value {
        case .table(let table): self = .table(SettingTree(table))
        case .array(let nodes) where !nodes.isEmpty:
            let tables = nodes.compactMap { node in
                if case .table(let table) = node.value { SettingTree(table) } else { nil }
            }
            self = tables.count == nodes.count ? .tables(tables) : .value(value)
        default: self = .value(value)
        }
    }
}
