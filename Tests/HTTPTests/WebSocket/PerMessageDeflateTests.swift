import Testing

@testable import HTTP

@Suite struct PerMessageDeflateTests {
    private static let common = "permessage-deflate; server_no_context_takeover; client_no_context_takeover"

    @Test(arguments: [
        ("permessage-deflate", common), ("permessage-deflate; client_max_window_bits", common),
        ("permessage-deflate;client_max_window_bits=10;server_no_context_takeover", common),
        ("permessage-deflate; server_max_window_bits=12", common + "; server_max_window_bits=12"),
        ("permessage-deflate; server_max_window_bits=\"9\"", common + "; server_max_window_bits=9"),
        ("x-webkit-deflate-frame, permessage-deflate", common),
        ("permessage-deflate; server_max_window_bits=8, permessage-deflate", common),
    ])
    func `an offer that can be met is`(offer: String, answer: String) {
        #expect(PerMessageDeflate(offers: [offer])?.answer == answer)
    }

    @Test(arguments: [
        "", "deflate", "permessage-deflate; server_max_window_bits", "permessage-deflate; server_max_window_bits=16",
        "permessage-deflate; server_max_window_bits=08", "permessage-deflate; client_max_window_bits=7",
        "permessage-deflate; unknown", "permessage-deflate; server_no_context_takeover=1",
        "permessage-deflate; server_no_context_takeover; server_no_context_takeover", "permessage-deflate;",
        "permessage-deflate; =", "permessage-deflate; server_max_window_bits=\"",
    ])
    func `every other is declined`(offer: String) {
        #expect(PerMessageDeflate(offers: [offer]) == nil)
    }

    @Test func `offers may stand in several fields`() {
        #expect(PerMessageDeflate(offers: ["foo", "permessage-deflate; server_max_window_bits=10"])?.windowBits == 10)
    }
}
