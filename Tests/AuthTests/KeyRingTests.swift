import Telemetry
import Testing

@testable import Auth

@Suite struct KeyRingTests {
    private static let old = Secret("the old key, which is long enough to be one")
    private static let new = Secret("the new key, which is long enough to be one")
    private let ring = KeyRing([old])
    private let plain = Array("session 7".utf8)

    @Test func `what was sealed opens, for its purpose alone`() {
        let text = ring.seal(plain, for: "session")
        #expect(ring.open(text, for: "session") == plain)
        #expect(ring.open(text, for: "cursor") == nil)
        #expect(ring.open(ring.seal([], for: "session"), for: "session") == [])
    }

    @Test func `sealing twice gives two texts`() {
        #expect(ring.seal(plain, for: "session") != ring.seal(plain, for: "session"))
    }

    @Test func `a sealed text may stand in a header, a URL or a cookie`() {
        let text = ring.seal((0...255).map { UInt8($0) }, for: "session")
        #expect(text.utf8.allSatisfy { $0 == 0x2d || $0 == 0x5f || Character(Unicode.Scalar($0)).isLetterOrDigit })
    }

    @Test func `another replica with the same ring understands it, a stranger does not`() {
        let text = ring.seal(plain, for: "session")
        #expect(KeyRing([Self.old]).open(text, for: "session") == plain)
        #expect(KeyRing([Self.new]).open(text, for: "session") == nil)
        #expect(KeyRing().open(text, for: "session") == nil)
    }

    @Test func `keys are changed without losing what they sealed`() {
        let both = KeyRing([Self.old, Self.new])
        let rotated = KeyRing([Self.new, Self.old])
        let after = KeyRing([Self.new])
        let early = ring.seal(plain, for: "session")
        // First every replica learns the new key, then it seals, then the old one goes.
        #expect(both.open(early, for: "session") == plain)
        let late = rotated.seal(plain, for: "session")
        #expect(both.open(late, for: "session") == plain)
        #expect(rotated.open(early, for: "session") == plain)
        #expect(ring.open(late, for: "session") == nil)
        #expect(after.open(late, for: "session") == plain)
        #expect(after.open(early, for: "session") == nil)
    }

    @Test func `what was changed anywhere does not open`() throws {
        let text = ring.seal(plain, for: "session")
        let bytes = try #require(Base64URL.bytes(text))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x40
            #expect(ring.open(Base64URL.text(changed), for: "session") == nil)
        }
    }

    @Test func `what was cut or lengthened does not open`() throws {
        let bytes = try #require(Base64URL.bytes(ring.seal(plain, for: "session")))
        for count in bytes.indices {
            #expect(ring.open(Base64URL.text(Array(bytes.prefix(count))), for: "session") == nil)
        }
        #expect(ring.open(Base64URL.text(bytes + [0]), for: "session") == nil)
    }

    @Test(arguments: ["", "x", "not base64!", "====", String(repeating: "A", count: 100)])
    func `what was never sealed does not open`(text: String) {
        #expect(ring.open(text, for: "session") == nil)
    }

    @Test func `a text beyond the limit is not looked at`() {
        let fits = [UInt8](repeating: 7, count: KeyRing.textLimit * 3 / 4 - 33)
        #expect(ring.open(ring.seal(fits, for: "session"), for: "session") == fits)
        #expect(ring.open(ring.seal(fits + [7, 7], for: "session"), for: "session") == nil)
    }

    @Test func `many tasks may seal and open at once`() async {
        await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask { [ring] in
                    let purpose = "purpose \(number % 100)"
                    let plain = Array("text \(number)".utf8)
                    return ring.open(ring.seal(plain, for: purpose), for: purpose) == plain
                }
            }
            for await isRight in group { #expect(isRight) }
        }
    }
}

extension Character {
    fileprivate var isLetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
