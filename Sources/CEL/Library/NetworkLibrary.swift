extension Library {
    static let network: [Function] =
        [
            .global("ip", .init(.string, to: .ip), .init(.ip, to: .ip)) { (value, meter) throws(CELFailure) in
                .ip(try address(value, &meter))
            }.preparing(.literal),
            .global("isIP", .init(.string, to: .bool)) { (text, meter) throws(CELFailure) in
                try meter.charge(reading)
                try meter.charge(reading: text)
                return .bool(IPAddress(try text.asString()) != nil)
            },
            .global("ip.isCanonical", .init(.string, to: .bool)) { (text, meter) throws(CELFailure) in
                .bool(try address(text, &meter).text == (try text.asString()))
            }.preparing(.literal),
            .global("cidr", .init(.string, to: .cidr), .init(.cidr, to: .cidr)) { (value, meter) throws(CELFailure) in
                .cidr(try network(value, &meter))
            }.preparing(.literal),
            .global("isCIDR", .init(.string, to: .bool)) { (text, meter) throws(CELFailure) in
                try meter.charge(reading)
                try meter.charge(reading: text)
                return .bool(IPNetwork(try text.asString()) != nil)
            },
            .member("containsIP", .init(.cidr, .ip, to: .bool), .init(.cidr, .string, to: .bool)) {
                (cidr, other, meter) throws(CELFailure) in
                .bool(try cidr.asCIDR().contains(try address(other, &meter)))
            },
            .member("containsCIDR", .init(.cidr, .cidr, to: .bool), .init(.cidr, .string, to: .bool)) {
                (cidr, other, meter) throws(CELFailure) in
                .bool(try cidr.asCIDR().contains(try network(other, &meter)))
            },
            .member("ip", .init(.cidr, to: .ip)) { (cidr, _) throws(CELFailure) in .ip(try cidr.asCIDR().address) },
            .member("masked", .init(.cidr, to: .cidr)) { (cidr, _) throws(CELFailure) in
                .cidr(try cidr.asCIDR().masked)
            },
            .member("prefixLength", .init(.cidr, to: .int)) { (cidr, _) throws(CELFailure) in
                .int(try cidr.asCIDR().prefixLength)
            },
            .member("family", .init(.ip, to: .int)) { (ip, _) throws(CELFailure) in .int(try ip.asIP().isV4 ? 4 : 6) },
        ] + properties

    private static let properties: [Function] = [
        property("isUnspecified") { $0.isUnspecified },
        property("isLoopback") { $0.isLoopback },
        property("isGlobalUnicast") { $0.isGlobalUnicast },
        property("isLinkLocalUnicast") { $0.isLinkLocalUnicast },
        property("isLinkLocalMulticast") { $0.isLinkLocalMulticast },
    ]

    private static func property(_ name: String, _ property: @escaping @Sendable (IPAddress) -> Bool) -> Function {
        .member(name, .init(.ip, to: .bool)) { (ip, _) throws(CELFailure) in .bool(property(try ip.asIP())) }
    }

    /// Steps to read an address.
    private static let reading = 30

    private static func address(_ value: CELValue, _ meter: inout Meter) throws(CELFailure) -> IPAddress {
        if case .ip(let address) = value { return address }
        try meter.charge(reading)
        try meter.charge(reading: value)
        let text = try value.asString()
        if let address = IPAddress(text) { return address }
        guard !text.utf8.contains(UInt8(ascii: "%")) else {
            throw .invalidArgument("IP Address with zone value is not allowed")
        }
        throw .invalidArgument("IP Address '\(text.prefix(60))' parse error during conversion from string")
    }

    private static func network(_ value: CELValue, _ meter: inout Meter) throws(CELFailure) -> IPNetwork {
        if case .cidr(let network) = value { return network }
        try meter.charge(reading)
        try meter.charge(reading: value)
        let text = try value.asString()
        if let network = IPNetwork(text) { return network }
        guard !text.utf8.contains(UInt8(ascii: "%")) else {
            throw .invalidArgument("CIDR with zone value is not allowed")
        }
        throw .invalidArgument("network address parse error during conversion from string '\(text.prefix(60))'")
    }
}
