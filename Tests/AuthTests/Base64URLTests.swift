import Testing

@testable import Auth

@Suite struct Base64URLTests {
    @Test(
        arguments: [
            ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"),
            ("foobar", "Zm9vYmFy"),
        ]
    )
    func `the paper's examples go both ways`(plain: String, text: String) {
        #expect(Base64URL.text(Array(plain.utf8)) == text)
        #expect(Base64URL.bytes(text) == Array(plain.utf8))
    }

    @Test func `every byte survives`() {
        let bytes = (0...255).map { UInt8($0) }
        #expect(Base64URL.bytes(Base64URL.text(bytes)) == bytes)
    }

    @Test func `a letter of another alphabet is refused wherever it stands`() {
        for count in 1...9 where count % 4 != 1 {
            let text = [UInt8](repeating: UInt8(ascii: "A"), count: count)
            #expect(bytes(text) == [UInt8](repeating: 0, count: count * 3 / 4))
            for place in text.indices {
                for letter in "+/=.@[` {\u{0}".utf8 {
                    var other = text
                    other[place] = letter
                    #expect(bytes(other) == nil)
                }
            }
        }
    }

    @Test(arguments: ["Zg==", "Z", "Zh", "Zm9", "Zm9v Yg", "Zm+v", "Zm/v", "é", "Zm9vA"])
    func `another spelling is refused`(text: String) {
        #expect(Base64URL.bytes(text) == nil)
    }

    private func bytes(_ text: [UInt8]) -> [UInt8]? { Base64URL.bytes(of: text.span) }
}
