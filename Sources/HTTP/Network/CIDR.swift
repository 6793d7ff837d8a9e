/// A block of addresses: `10.0.0.0/8`, `2001:db8::/32`, or one address (RFC 4632 §3.1, RFC 4291 §2.3).
public struct CIDR: Sendable, Hashable {
    private let network: IPAddress
    /// Of 128 bits, for IPv4 too.
    private let prefix: Int

    /// `nil` for what is no block: bits set behind the prefix, IPv4 in IPv6 clothes, a prefix with a leading zero.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let network = IPAddress(String(first)),
            !(network.isIPv4 && first.contains(":"))
        else { return nil }
        let offset = network.isIPv4 ? 96 : 0
        var prefix = 128
        if parts.count == 2 {
            guard let length = Int(parts[1]), String(length) == parts[1], 0...(128 - offset) ~= length else {
                return nil
            }
            prefix = offset + length
        }
        self.network = network
        self.prefix = prefix
        guard masked(network) == (network.high, network.low) else { return nil }
    }

    /// Whether every address of its family belongs to it.
    public var isEverything: Bool { prefix == (network.isIPv4 ? 96 : 0) }

    public func contains(_ address: IPAddress) -> Bool {
        address.isIPv4 == network.isIPv4 && masked(address) == (network.high, network.low)
    }

    private func masked(_ address: IPAddress) -> (UInt64, UInt64) {
        (address.high & Self.mask(prefix), address.low & Self.mask(prefix - 64))
    }

    /// The upper `count` bits; none below 0, all above 64.
    private static func mask(_ count: Int) -> UInt64 { count <= 0 ? 0 : ~0 << UInt64(max(0, 64 - count)) }
}

extension CIDR: CustomStringConvertible {
    public var description: String { "\(network)/\(network.isIPv4 ? prefix - 96 : prefix)" }
}
