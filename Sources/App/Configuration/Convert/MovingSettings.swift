import TOML

/// Settings on their way from one edition to another.
struct MovingSettings {
    private(set) var tree: SettingTree
    let known = KnownKeys()
    private(set) var comments: [String: [String]] = [:]
    private(set) var notes: [String] = []

    init(_ tree: SettingTree) { self.tree = tree }

    mutating func move() {
        moveMisplaced()
        splitAddress()
        nameIssuer()
        nameProxies()
        dropBlanks()
        dropUnknown()
        noteVariables(in: tree, [])
    }

    /// Names of keys may hold anything, ends of lines too.
    private mutating func note(_ path: String, _ sentence: String) {
        let text = String(
            sentence.unicodeScalars.map { $0.value < 0x20 || 0x7F...0x9F ~= $0.value ? "\u{FFFD}" : Character($0) }
        )
        comments[path, default: []].append(text)
        notes.append(path.isEmpty ? text : "\(path): \(text)")
    }

    /// Keys that the Python edition's file has below the wrong header.
    private mutating func moveMisplaced() {
        move("middleware.jwt.validation.jwt_exposed_claims", to: "jwt_exposed_claims")
        move("oauth_protected_resource.oauth_whitelist_domains", to: "oauth_whitelist_domains")
        let local = "middleware.jwt.validation.local.whitelist_domains"
        guard case .value(.array(let more)) = tree[path: local] else { return }
        var all: [TOMLNode] = []
        if case .value(.array(let domains)) = tree["oauth_whitelist_domains"] { all = domains }
        tree[path: local] = nil
        all += more.filter { domain in !all.contains { $0.value == domain.value } }
        tree["oauth_whitelist_domains"] = .value(.array(all))
        note("oauth_whitelist_domains", "with those of '\(local)', where they had no effect")
    }

    private mutating func move(_ old: String, to new: String) {
        guard let setting = tree[path: old] else { return }
        tree[path: old] = nil
        guard tree[path: new] == nil else { return note(new, "'\(old)' said something else, and is dropped") }
        tree[path: new] = setting
        note(new, "from '\(old)', where it had no effect")
    }

    /// `:8080`, as Go writes it.
    private mutating func splitAddress() {
        let http = "server.transport.http"
        guard let text = tree.string("\(http).host") else { return }
        let address = ListenAddress.parts(text)
        guard let port = address.port else { return }
        tree[path: "\(http).host"] = .value(.string(address.host))
        if tree[path: "\(http).port"] == nil { tree[path: "\(http).port"] = .value(.integer(port)) }
        note("\(http).host", "from '\(text)'")
    }

    private mutating func nameIssuer() {
        let validation = "middleware.jwt.validation"
        if tree.string("\(validation).strategy") == "forwarded" {
            tree[path: "\(validation).strategy"] = .value(.string("external"))
            note("\(validation).strategy", "from 'forwarded'")
        }
        guard tree.string("\(validation).strategy") == "local", tree[path: "\(validation).local.issuer"] == nil,
            tree[path: "\(validation).local"] != nil, let issuer = tree.string("oauth_authorization_server.issuer_uri")
        else { return }
        tree[path: "\(validation).local.issuer"] = .value(.string(issuer))
        note(
            "\(validation).local.issuer",
            "from 'oauth_authorization_server.issuer_uri': tokens of others were good before, and are refused now"
        )
    }

    /// Nobody is believed who is not named, and who that is no file of the Go edition says.
    private mutating func nameProxies() {
        let proxies = "server.transport.http.trusted_proxies"
        guard tree.string("middleware.jwt.validation.strategy") == "external", tree[path: proxies] == nil,
            tree[path: "middleware.jwt.enabled"] == .value(.boolean(true))
        else { return }
        tree[path: proxies] = Self.nobody
        note(
            proxies,
            "a placeholder that is nobody's address: write that of the proxy that verifies tokens, or all calls are refused"
        )
    }

    /// An address for documentation (RFC 5737).
    private static var nobody: SettingTree.Setting? { SettingTree(TOMLDocument(#"a = ["192.0.2.1"]"#).root)["a"] }

    private mutating func dropBlanks() {
        for key in ["name", "documentation", "policy_uri", "tos_uri"] {
            let path = "oauth_protected_resource.resource_\(key)"
            if tree.string(path) == "" { tree[path: path] = nil }
        }
    }

    private mutating func dropUnknown() { tree = kept(tree, []) }

    private mutating func kept(_ tree: SettingTree, _ path: [String]) -> SettingTree {
        var kept = SettingTree()
        for member in tree.members {
            let path = path + [member.name]
            guard known.order(of: path) != nil else {
                note("", "dropped, because there is no such key: '\(path.joined(separator: "."))'")
                continue
            }
            switch member.setting {
            case .value: kept[member.name] = member.setting
            case .table(let table): kept[member.name] = .table(self.kept(table, path))
            case .tables(let tables): kept[member.name] = .tables(tables.map { self.kept($0, path) })
            }
        }
        return kept
    }

    /// `$NAME`, which the Go edition replaces.
    private mutating func noteVariables(in tree: SettingTree, _ path: [String]) {
        for member in tree.members {
            let path = path + [member.name]
            switch member.setting {
            case .value(.string(let text)) where text.hasBareVariable:
                note(path.joined(separator: "."), "'$' with a name is text here: a variable is ${NAME}")
            case .table(let table): noteVariables(in: table, path)
            case .tables(let tables): for table in tables { noteVariables(in: table, path) }
            default: break
            }
        }
    }
}

extension String {
    fileprivate var hasBareVariable: Bool {
        zip(utf8, utf8.dropFirst()).contains { sign, next in
            sign == UInt8(ascii: "$")
                && (next | 0x20 >= UInt8(ascii: "a") && next | 0x20 <= UInt8(ascii: "z") || next == UInt8(ascii: "_"))
        }
    }
}
