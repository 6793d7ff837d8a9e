import TOML

/// Writes tables as TOML, in the order of the documentation, with comments.
struct DocumentWriter {
    private let known: KnownKeys
    /// What is said above a key or table.
    private let comments: [String: [String]]
    private var lines: [String] = []

    init(_ known: KnownKeys, comments: [String: [String]]) {
        self.known = known
        self.comments = comments
    }

    static func text(of tree: SettingTree, _ known: KnownKeys, comments: [String: [String]]) -> String {
        var writer = DocumentWriter(known, comments: comments)
        writer.comment([])
        writer.write(tree, at: [])
        return writer.lines.joined(separator: "\n") + "\n"
    }

    private mutating func write(_ tree: SettingTree, at path: [String]) {
        let members = tree.members.sorted { order($0, path) < order($1, path) }
        for member in members {
            guard case .value(let value) = member.setting else { continue }
            comment(path + [member.name])
            lines.append("\(Self.key(member.name)) = \(value.text)")
        }
        for member in members {
            let path = path + [member.name]
            switch member.setting {
            case .value: break
            case .table(let table):
                if table.hasHeader || comments[path.joined(separator: ".")] != nil {
                    header("[\(Self.key(path))]", path)
                }
                write(table, at: path)
            case .tables(let tables):
                for table in tables {
                    header("[[\(Self.key(path))]]", path)
                    write(table, at: path)
                }
            }
        }
    }

    private func order(_ member: SettingTree.Member, _ path: [String]) -> Int {
        known.order(of: path + [member.name]) ?? .max
    }

    private mutating func header(_ text: String, _ path: [String]) {
        if !lines.isEmpty { lines.append("") }
        comment(path)
        lines.append(text)
    }

    private mutating func comment(_ path: [String]) {
        lines += (comments[path.joined(separator: ".")] ?? []).map { "# \($0)" }
    }

    private static func key(_ path: [String]) -> String { path.map(key).joined(separator: ".") }

    private static func key(_ name: String) -> String {
        let isBare = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        return isBare && !name.isEmpty ? name : TOMLValue.string(name).text
    }
}

extension SettingTree {
    /// Whether its own header says something that those of the tables in it do not.
    fileprivate var hasHeader: Bool {
        members.isEmpty || members.contains { if case .value = $0.setting { true } else { false } }
    }
}
