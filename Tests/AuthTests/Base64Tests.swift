import Testing

@testable import Auth

@Suite struct Base64Tests {
    @Test func `texts are padded`() {
        #expect(["", "f", "fo", "foo"].map { Base64.text(Array($0.utf8)) } == ["", "Zg==", "Zm8=", "Zm9v"])
        #expect(Base64.text([0xfb, 0xff]) == "+/8=")
    }
}
