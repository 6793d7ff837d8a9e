import JSON
import MCP
import Testing

@testable import Everything

@Suite struct EverythingCatalogTests {
    @Test func `the first tool can be called without arguments`() async throws {
        let catalog = try EverythingCatalog.make()
        #expect(catalog.tools.first?.name == "test_simple_text")
    }

    @Test func `everything has a description`() throws {
        let catalog = try EverythingCatalog.make()
        #expect(catalog.tools.allSatisfy { !$0.description.isEmpty })
        #expect(catalog.prompts.allSatisfy { !$0.description.isEmpty })
        #expect(catalog.resources.allSatisfy { $0.description?.isEmpty == false })
    }

    @Test func `everything has the names that the public suite calls`() throws {
        let catalog = try EverythingCatalog.make()
        let tools = Set(catalog.tools.map(\.name))
        for name in [
            "test_simple_text", "test_image_content", "test_audio_content", "test_embedded_resource",
            "test_multiple_content_types", "test_error_handling", "test_tool_with_progress", "test_tool_with_logging",
            "test_sampling", "test_reconnection", "test_elicitation", "test_elicitation_sep1034_defaults",
            "test_elicitation_sep1330_enums", "json_schema_2020_12_tool", "test_x_mcp_header",
            "test_missing_capability", "test_streaming_elicitation", "test_logging_tool",
            "test_input_required_result_elicitation", "test_input_required_result_sampling",
            "test_input_required_result_list_roots", "test_input_required_result_request_state",
            "test_input_required_result_multiple_inputs", "test_input_required_result_multi_round",
            "test_input_required_result_tampered_state", "test_input_required_result_capabilities",
        ] {
            #expect(tools.contains(name), "\(name)")
        }
        #expect(
            Set(catalog.prompts.map(\.name)).isSuperset(of: [
                "test_simple_prompt", "test_prompt_with_arguments", "test_prompt_with_embedded_resource",
                "test_prompt_with_image", "test_input_required_result_prompt",
            ])
        )
        #expect(
            Set(catalog.resources.map(\.uri)).isSuperset(of: [
                "test://static-text", "test://static-binary", "test://watched-resource", "test://template/{id}/data",
            ])
        )
    }
}
