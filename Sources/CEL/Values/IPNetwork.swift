/// A network, `192.0.2.0/24`: an address, and how many of its bits are the network's.
public struct IPNetwork: Sendable, Hashable {
    let address: IPAddress
    let prefixLength: Int

    /// `nil` when it is no network.
    init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let address = IPAddress(String(parts[0])), (1...3).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), parts[1] == "0" || parts[1].first != "0",
            let length = Int(parts[1]), length <= address.width
        else { return nil }
        self.address = address
        prefixLength = length
    }

    private init(_ address: IPAddress, _ prefixLength: Int) {
        self.address = address
        self.prefixLength = prefixLength
    }

    func contains(_ other: IPAddress) -> Bool {
        other.isV4 == address.isV4 && other.prefix(prefixLength) == address.prefix(prefixLength)
    }

    func contains(_ other: IPNetwork) -> Bool { other.prefixLength >= prefixLength && contains(other.address) }

    /// The network without the bits of a host.
    var masked: IPNetwork {
        let host = address.width - prefixLength
        let bits = (address.bits >> UInt128(host)) << UInt128(host)
        let masked = address.isV4 ? IPAddress(v4: UInt32(truncatingIfNeeded: bits)) : IPAddress(v6: bits)
        return IPNetwork(masked, prefixLength)
    }

    var text: String { "\(address.text)/\(prefixLength)" }
}
