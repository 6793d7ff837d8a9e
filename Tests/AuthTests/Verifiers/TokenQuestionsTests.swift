import HTTP
import Testing

@testable import Auth

@Suite struct TokenQuestionsTests {
    private let issuer = TestIssuer()

    private func request() throws -> HTTPClientRequest {
        HTTPClientRequest(.get, try #require(HTTPURL(TestIssuer.keys)), namedBy: .configuration)
    }

    private func token(of sender: String) -> BearerToken { BearerToken([], from: sender) }

    @Test func `an answer is handed on, and a deadline and a size are set`() async throws {
        let response = try await TokenQuestions(issuer).answer(to: try request(), about: token(of: "a"))
        #expect(response.status == .ok)
        #expect(issuer.asked.first?.timeout == .seconds(5) && issuer.asked.first?.limit == 65_536)
        issuer.isDown = true
        await #expect(throws: TokenError.silence) {
            _ = try await TokenQuestions(issuer).answer(to: try request(), about: token(of: "a"))
        }
    }

    @Test func `one too many at once is told to come back, and asks nobody`() async throws {
        let questions = TokenQuestions(issuer)
        let request = try request()
        issuer.hold()
        await withTaskGroup { group in
            for sender in 0..<TokenQuestions.limit {
                group.addTask { _ = try? await questions.answer(to: request, about: token(of: "\(sender)")) }
            }
            while issuer.asked.count < TokenQuestions.limit { await Task.yield() }
            await #expect(throws: TokenError.undecided(retryAfter: 1)) {
                _ = try await questions.answer(to: request, about: token(of: "one more"))
            }
            #expect(issuer.asked.count == TokenQuestions.limit)
            issuer.letGo()
        }
        #expect(try await questions.answer(to: request, about: token(of: "0")).status == .ok)
    }

    @Test func `whoever invents tokens keeps nobody else out`() async throws {
        let questions = TokenQuestions(issuer)
        let request = try request()
        issuer.hold()
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<90 {
                group.addTask { (try? await questions.answer(to: request, about: token(of: "mallory"))) != nil }
            }
            var refused = 0
            while refused < 69, await group.next() == false { refused += 1 }
            #expect(refused == 69)
            while issuer.asked.count < 21 { await Task.yield() }
            group.addTask { (try? await questions.answer(to: request, about: token(of: "ada"))) != nil }
            while issuer.asked.count < 22 { await Task.yield() }
            issuer.letGo()
            #expect(await group.reduce(true) { $0 && $1 })
        }
    }
}
