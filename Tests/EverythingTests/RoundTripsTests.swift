import JSON
import Testing

@testable import Everything

@Suite struct RoundTripsTests {
    private let name = EverythingClient.accept(["name": "Ada"])
    private let greeting = EverythingClient.say("Good day,")
    private let roots: JSONObject = ["roots": [["uri": "file:///a"], ["uri": "file:///b"]]]

    @Test func `user, model and client are asked, one by one`() async throws {
        let capital = EverythingClient.say("Paris")
        let client = EverythingClient(
            answers: ["user_name": name, "capital_question": capital, "client_roots": roots]
        )
        #expect(try await client.text(of: "test_input_required_result_elicitation") == "Hello, Ada!")
        #expect(try await client.text(of: "test_input_required_result_sampling") == "Paris")
        let opened = try await client.text(of: "test_input_required_result_list_roots")
        #expect(opened == "The client has opened: file:///a file:///b")
    }

    @Test func `who does not answer is greeted all the same`() async throws {
        let text = try await EverythingClient().text(of: "test_input_required_result_elicitation")
        #expect(text == "Hello, whoever you are!")
    }

    @Test func `several are asked at once, and one after the other`() async throws {
        let client = EverythingClient(
            answers: [
                "user_name": name, "greeting": greeting, "client_roots": roots, "step1": name,
                "step2": EverythingClient.accept(["color": "blue"]),
            ]
        )
        let atOnce = try await client.text(of: "test_input_required_result_multiple_inputs")
        #expect(atOnce == "Good day, Ada, 2 directories")
        #expect(try await client.text(of: "test_input_required_result_multi_round") == "Ada likes blue.")
        let unanswered = try await EverythingClient().text(of: "test_input_required_result_multi_round")
        #expect(unanswered == "Somebody likes no colour.")
    }

    @Test(
        arguments: [
            (["elicitation", "sampling"], "Good day, Ada"), (["elicitation"], "Hello, Ada!"),
            (["sampling"], "Good day,"), ([], "There is nobody to ask."),
        ] as [(Set<String>, String)]
    )
    func `only those are asked whom the client has`(abilities: Set<String>, expected: String) async throws {
        let client = EverythingClient(answers: ["user_name": name, "greeting": greeting], abilities: abilities)
        #expect(try await client.text(of: "test_input_required_result_capabilities") == expected)
        #expect(client.questionCount == abilities.count)
    }

    @Test func `what is remembered waits for a confirmation`() async throws {
        let client = EverythingClient(answers: ["confirm": EverythingClient.accept(["ok": true])])
        #expect(try await client.text(of: "test_input_required_result_tampered_state") == "Confirmed.")
        let state = try await client.text(of: "test_input_required_result_request_state")
        #expect(state?.hasPrefix("The answer came back: ") == true && client.questionCount == 1)
    }
}
