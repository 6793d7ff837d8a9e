import Testing

@testable import Platform

@Suite struct PublicAddressTests {
    @Test(
        arguments: [
            [1, 1, 1, 1], [8, 8, 8, 8], [9, 255, 255, 255], [11, 0, 0, 0], [100, 63, 255, 255], [100, 128, 0, 0],
            [126, 255, 255, 255], [128, 0, 0, 1], [169, 253, 0, 1], [172, 15, 0, 1], [172, 32, 0, 1], [192, 167, 0, 1],
            [198, 17, 0, 1], [198, 20, 0, 1], [223, 255, 255, 255],
        ] as [[UInt8]]
    )
    func `addresses of the Internet at large are public`(address: [UInt8]) {
        #expect(PublicAddress.contains(address))
    }

    @Test(
        arguments: [
            [0, 0, 0, 0], [10, 1, 2, 3], [100, 64, 0, 0], [100, 127, 255, 255], [127, 0, 0, 1], [169, 254, 169, 254],
            [172, 16, 0, 0], [172, 31, 255, 255], [192, 0, 0, 1], [192, 0, 2, 1], [192, 88, 99, 1],
            [192, 168, 255, 255],
            [198, 18, 0, 0], [198, 19, 255, 255], [198, 51, 100, 1], [203, 0, 113, 1], [224, 0, 0, 1], [240, 0, 0, 1],
            [255, 255, 255, 255], [168, 63, 129, 16],
        ] as [[UInt8]]
    )
    func `special IPv4 addresses are not`(address: [UInt8]) {
        #expect(!PublicAddress.contains(address))
    }

    @Test(
        arguments: [
            ("2a00:1450:4001:82a::200e", true), ("2606:4700:4700::1111", true), ("2001:200::1", true),
            ("3ffe:ffff::1", true), ("::", false), ("::1", false), ("::7f00:1", false), ("::ffff:808:808", false),
            ("64:ff9b::808:808", false), ("64:ff9b:1::1", false), ("100::1", false), ("2001::1", false),
            ("2001:10::1", false), ("2001:20::1", false), ("2001:db8::1", false), ("2002:808:808::1", false),
            ("3fff::1", false), ("5f00::1", false), ("fc00::1", false), ("fd00:ec2::254", false), ("fe80::1", false),
            ("fec0::1", false), ("ff02::1", false),
        ] as [(String, Bool)]
    )
    func `of IPv6 only global unicast that carries no other address is`(text: String, isPublic: Bool) {
        #expect(PublicAddress.contains(bytes(text)) == isPublic)
    }

    @Test func `anything else is not an address`() {
        #expect(!PublicAddress.contains([]))
        #expect(!PublicAddress.contains([8, 8, 8]))
    }

    private func bytes(_ text: String) -> [UInt8] {
        let halves = text.split(separator: "::", omittingEmptySubsequences: false).map { half in
            half.split(separator: ":").compactMap { UInt16($0, radix: 16) }
        }
        let front = halves.first ?? []
        let back = halves.count > 1 ? halves[1] : []
        let groups = front + [UInt16](repeating: 0, count: 8 - front.count - back.count) + back
        return groups.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xff)] }
    }
}
