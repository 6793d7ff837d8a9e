/// Finds which of several certificates a client means (RFC 6066 §3): by its whole name, or else by a wildcard, which
/// stands for one label.
struct HostNames: Sendable {
    private var whole: [String: Int] = [:]
    /// By what follows `*.`
    private var wildcards: [String: Int] = [:]

    /// Of a name that is listed twice the first counts.
    init(_ hosts: [TLSSettings.Host]) {
        for (index, host) in hosts.enumerated() {
            for name in host.names.map(\.text) {
                if name.hasPrefix("*.") {
                    wildcards[String(name.dropFirst(2)), default: index] += 0
                } else {
                    whole[name, default: index] += 0
                }
            }
        }
    }

    /// The index of the host that `name` means; `nil` for none.
    func index(of name: String) -> Int? {
        guard !whole.isEmpty || !wildcards.isEmpty else { return nil }
        var name = name.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        if let index = whole[name] { return index }
        guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return nil }
        return wildcards[String(name[name.index(after: dot)...])]
    }
}
