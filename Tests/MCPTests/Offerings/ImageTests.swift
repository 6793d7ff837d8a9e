import JSON
import Testing

@testable import MCP

@Suite struct ImageTests {
    @Test(arguments: [("png", "image/png"), ("JPG", "image/jpeg"), ("webp", "image/webp")])
    func `a format names the type`(format: String, type: String) {
        #expect(Image([1], format: format).mimeType == type)
    }

    @Test(arguments: [
        ("a.gif", "image/gif"), ("dir.png/a.JPEG", "image/jpeg"), ("a.txt", "image/png"), ("", "image/png"),
    ])
    func `a name says the type`(name: String, type: String) {
        #expect(Image([1], named: name).mimeType == type)
    }

    @Test func `the first bytes say it where the name does not`() {
        #expect(Image([0xff, 0xd8, 0xff, 0xe0]).mimeType == "image/jpeg")
        #expect(Image(Array("GIF89a".utf8), named: "upload").mimeType == "image/gif")
        #expect(Image(Array("RIFF1234WEBP".utf8)).mimeType == "image/webp")
        #expect(Image(Array("RIFF1234WAVE".utf8)).mimeType == "image/png")
    }

    @Test func `it is a result`() {
        let json = Image([1, 2, 3], format: "png").result.json(for: .latest)
        #expect(json == ["content": [["type": "image", "data": "AQID", "mimeType": "image/png"]]])
    }
}
