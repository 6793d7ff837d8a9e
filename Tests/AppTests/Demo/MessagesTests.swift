import HTTP
import JSON
import MCP
import Testing

@testable import App

@Suite struct MessagesTests {
    @Test func `what is posted is listed`() async throws {
        let store = try MessageStore(nil)
        let post = PostMessage(store: store)
        #expect(try await ListMessages(store: store).call([:]).text == "No messages available.")
        let ada = Identity(subject: "u1", scopes: [], claims: ["name": "Ada"])
        let posted = try await post.call(["message": "Hi"], in: RequestContext(caller: .token(ada)))
        #expect(posted.text == "Message posted successfully: 'Hi'")
        _ = try await post.call(["message": "there"])
        #expect(try await ListMessages(store: store).call([:]).text == "1. anonymous: there\n2. Ada: Hi")
    }

    @Test func `an empty message is refused, and one that cannot be kept`() async throws {
        let empty = try await PostMessage(store: MessageStore(nil)).call(["message": " \n"])
        #expect(empty.isError && empty.text == "Message content cannot be empty")
        let lost = try await PostMessage(store: MessageStore("/no/such/folder/file")).call(["message": "x"])
        #expect(lost.isError && lost.text == "Failed to post message to database")
    }

    @Test func `each needs its scope`() throws {
        let store = try MessageStore(nil)
        #expect(ListMessages(store: store).requiredScopes == ["messages:list"])
        #expect(PostMessage(store: store).requiredScopes == ["messages:post"])
    }
}
