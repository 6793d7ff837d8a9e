import JSON
import Testing

@testable import Auth

@Suite struct ExposedClaimsTests {
    @Test func `what a tool needs to know of its caller is never left out`() {
        #expect(
            ExposedClaims.only([]).filter(["sub": "ana", "scope": "a", "permissions": []]).keys.sorted() == [
                "permissions", "scope",
            ]
        )
        #expect(ExposedClaims.all.filter(["sub": "ana"]) == ["sub": "ana"])
    }
}
