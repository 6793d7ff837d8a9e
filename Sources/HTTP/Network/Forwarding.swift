/// What a trusted proxy says of the client it speaks for.
public struct Forwarding: Sendable, Equatable {
    /// `http` or `https`, as the client spoke to the outermost trusted proxy; `nil` when no proxy says.
    public var scheme: String?
    /// The host that the client asked for, with its port; `nil` when no proxy says.
    public var host: String?

    public init(scheme: String? = nil, host: String? = nil) {
        self.scheme = scheme
        self.host = host
    }
}

/// One party on the way of a request, as the proxy behind it saw it.
struct ForwardedHop: Equatable {
    /// `nil` for `unknown`, obfuscated names and whatever is no address.
    var address: IPAddress?
    var scheme: String?
    var host: String?
}

extension ForwardedHop {
    /// Parties that are looked at, from the nearest on.
    static let limit = 32
    /// Bytes of one list that are looked at. A longer one is as if it were not there.
    private static let sizeLimit = 4096

    /// The hops of `X-Forwarded-For`, `-Proto` and `-Host`, the nearest first.
    static func legacy(_ fields: HTTPFields) -> [ForwardedHop] {
        let schemes = list(of: .xForwardedProto, in: fields)
        let hosts = list(of: .xForwardedHost, in: fields)
        let addresses = list(of: .xForwardedFor, in: fields)
        let count = max(addresses.count, schemes.isEmpty && hosts.isEmpty ? 0 : 1)
        return (0..<count).map { index in
            // Each proxy adds one to each list; one that is kept as it was by all behind it is as good.
            ForwardedHop(
                address: addresses.isEmpty ? nil : peer(addresses[index]),
                scheme: scheme(schemes.isEmpty ? nil : schemes[min(index, schemes.count - 1)]),
                host: host(hosts.isEmpty ? nil : hosts[min(index, hosts.count - 1)])
            )
        }
    }

    /// The hops of `Forwarded` (RFC 7239 §4), the nearest first. One that is malformed ends the list, as a hop without
    /// an address.
    static func standard(_ fields: HTTPFields) -> [ForwardedHop] {
        let text = fields[all: .forwarded].joined(separator: ",")
        guard text.utf8.count <= sizeLimit else { return [] }
        var hops: [ForwardedHop] = []
        for element in split(text, at: UInt8(ascii: ",")).reversed() {
            if element.isEmpty { continue }
            guard hops.count < limit, let hop = ForwardedHop(element) else {
                hops.append(ForwardedHop())
                break
            }
            hops.append(hop)
        }
        return hops
    }

    /// `for=192.0.2.60;proto=http;host="a.example:8080"`
    private init?(_ element: String) {
        for pair in Self.split(element, at: UInt8(ascii: ";")) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, let value = Self.unquoted(parts[1]) else { return nil }
            switch parts[0].lowercased() {
            case "for" where address == nil: address = Self.peer(value)
            case "proto" where scheme == nil: scheme = Self.scheme(value)
            case "host" where host == nil: host = Self.host(value)
            case "for", "proto", "host": return nil
            default: break
            }
        }
    }

    private static func list(of name: HTTPFieldName, in fields: HTTPFields) -> [String] {
        let text = fields[all: name].joined(separator: ",")
        guard !text.isEmpty, text.utf8.count <= sizeLimit else { return [] }
        return split(text, at: UInt8(ascii: ",")).reversed().prefix(limit).map { $0 }
    }

    /// The parts between separators that no quotes hold, without blanks around them.
    private static func split(_ text: String, at separator: UInt8) -> [String] {
        var parts: [[UInt8]] = [[]]
        var isQuoted = false
        var isEscaped = false
        for byte in text.utf8 {
            if byte == separator, !isQuoted {
                parts.append([])
                continue
            }
            if byte == UInt8(ascii: "\""), !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && byte == UInt8(ascii: "\\") && !isEscaped
            parts[parts.count - 1].append(byte)
        }
        return parts.map { part in
            let start = part.drop(while: \.isBlank)
            return String(
                decoding: start.prefix(start.count - start.reversed().prefix(while: \.isBlank).count),
                as: UTF8.self
            )
        }
    }

    private static func unquoted(_ text: Substring) -> String? {
        guard text.hasPrefix("\"") else { return text.contains("\"") ? nil : String(text) }
        guard text.utf8.count >= 2, text.hasSuffix("\""), !text.dropFirst().dropLast().contains("\"") else {
            return nil
        }
        return String(text.dropFirst().dropLast())
    }

    /// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:4711`
    private static func peer(_ text: String) -> IPAddress? {
        if let address = IPAddress(text) { return address }
        guard let authority = Authority(Array(text.utf8)[...]) else { return nil }
        return IPAddress(authority.host.hasPrefix("[") ? String(authority.host.dropFirst().dropLast()) : authority.host)
    }

    private static func scheme(_ text: String?) -> String? {
        switch text?.lowercased() {
        case "http": "http"
        case "https": "https"
        default: nil
        }
    }

    private static func host(_ text: String?) -> String? {
        text.flatMap { Authority(Array($0.utf8)[...]) == nil ? nil : $0 }
    }
}

extension HTTPFieldName {
    static let forwarded: Self = "Forwarded"
    static let xForwardedFor: Self = "X-Forwarded-For"
    static let xForwardedHost: Self = "X-Forwarded-Host"
    static let xForwardedProto: Self = "X-Forwarded-Proto"
}
