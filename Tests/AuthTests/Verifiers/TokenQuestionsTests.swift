import HTTP
import Testing

@testable import Auth

@Suite struct TokenQuestionsTests {
    private let issuer = TestIssuer()

    private func request() throws -> HTTPClientRequest {
        HTTPClientRequest(.get, try #require(HTTPURL(TestIssuer.keys)), namedBy: .configuration)
    }

    @Test func `an answer is handed on, and a deadline and a size are set`() async throws {
        let response = try await TokenQuestions(issuer).answer(to: try request())
        #expect(response.status == .ok)
        #expect(issuer.asked.first?.timeout == .seconds(5) && issuer.asked.first?.limit == 65_536)
        issuer.isDown = true
        await #expect(throws: TokenError.silence) { _ = try await TokenQuestions(issuer).answer(to: try request()) }
    }

    @Test func `one too many at once is told to come back, and asks nobody`() async throws {
        let questions = TokenQuestions(issuer)
        let request = try request()
        issuer.hold()
        await withTaskGroup { group in
            for _ in 0..<TokenQuestions.limit {
                group.addTask { _ = try? await questions.answer(to: request) }
            }
            while issuer.asked.count < TokenQuestions.limit { await Task.yield() }
            await #expect(throws: TokenError.undecided(retryAfter: 1)) { _ = try await questions.answer(to: request) }
            #expect(issuer.asked.count == TokenQuestions.limit)
            issuer.letGo()
        }
        #expect(try await questions.answer(to: request).status == .ok)
    }
}
