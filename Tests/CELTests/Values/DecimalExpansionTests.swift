@testable import CEL
import FoundationEssentials
import Testing

@Suite struct DecimalExpansionTests {
    @Test(
        arguments: [
            (2.5, 0, "2"), (3.5, 0, "4"), (0.5, 0, "0"), (1.5, 0, "2"), (0.05, 1, "0.1"), (9.999, 2, "10.00"),
            (-1.2, 5, "-1.20000"), (0, 2, "0.00"), (1.2345, 3, "1.234"), (0.0001, 2, "0.00"), (0.006, 2, "0.01"),
            (1e21, 0, "1000000000000000000000"), (999.95, 1, "1000.0"), (0.96, 1, "1.0"), (0.999, 0, "1"),
        ] as [(Double, Int, String)]
    )
    func `digits behind the point are rounded half to even`(value: Double, places: Int, text: String) {
        #expect(DecimalExpansion(value).fixed(places) == text)
    }

    @Test(
        arguments: [
            (1052.032911275, 6, "1.052033e+03"), (0, 2, "0.00e+00"), (9.99, 1, "1.0e+01"), (0.00012, 1, "1.2e-04"),
            (-2.5, 0, "-2e+00"), (Double.leastNonzeroMagnitude, 3, "4.941e-324"),
            (1.7976931348623157e308, 2, "1.80e+308"),
        ] as [(Double, Int, String)]
    )
    func `powers of ten are written as in C`(value: Double, places: Int, text: String) {
        #expect(DecimalExpansion(value).scientific(places) == text)
    }

    @Test func `all digits are there`() {
        #expect(DecimalExpansion(0.1).fixed(55) == "0.1000000000000000055511151231257827021181583404541015625")
    }
}
