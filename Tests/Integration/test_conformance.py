"""The scenarios of the public conformance suite that both eras share, against the everything server."""

import base64
import json
import re
import threading

import jsonschema
import pytest

from conformance import LegacyClient, ModernClient
from forge import exchange, post


@pytest.fixture(params=[LegacyClient, ModernClient], ids=lambda kind: kind.version)
def client(request, everything, schemas):
    client = request.param(everything, schemas)
    yield client
    assert not getattr(client, "failures", None)


def test_completion_complete(client):
    reply = client.ask(
        "completion/complete",
        {"ref": {"type": "ref/prompt", "name": "test_prompt_with_arguments"}, "argument": {"name": "arg1", "value": "test"}},
    )
    assert isinstance(reply.result["completion"]["values"], list)


def test_tools_list(client):
    tools = client.ask("tools/list").result["tools"]
    assert tools
    for tool in tools:
        assert tool["description"] and tool["inputSchema"]["type"] == "object"
        assert re.fullmatch(r"[A-Za-z0-9_./-]{1,64}", tool["name"])
    assert len({tool["name"] for tool in tools}) == len(tools)


def test_tools_call_simple_text(client):
    result = client.call("test_simple_text").result
    assert result["content"] == [{"type": "text", "text": "This is a simple text response for testing."}]
    assert not result.get("isError")


def test_tools_call_image(client):
    (image,) = client.call("test_image_content", {}).result["content"]
    assert image["type"] == "image" and image["mimeType"] == "image/png"
    assert base64.b64decode(image["data"], validate=True).startswith(b"\x89PNG")


def test_tools_call_audio(client):
    (audio,) = client.call("test_audio_content", {}).result["content"]
    assert audio["type"] == "audio" and audio["mimeType"] == "audio/wav"
    assert base64.b64decode(audio["data"], validate=True).startswith(b"RIFF")


def test_tools_call_embedded_resource(client):
    (content,) = client.call("test_embedded_resource", {}).result["content"]
    assert content == {
        "type": "resource",
        "resource": {
            "uri": "test://embedded-resource",
            "mimeType": "text/plain",
            "text": "This is an embedded resource content.",
        },
    }


def test_tools_call_mixed_content(client):
    content = client.call("test_multiple_content_types", {}).result["content"]
    assert [piece["type"] for piece in content] == ["text", "image", "resource"]
    assert content[0]["text"] == "Multiple content types test:"
    assert content[2]["resource"]["text"] == '{"test":"data","value":123}'


def test_tools_call_error(client):
    result = client.call("test_error_handling", {}).result
    assert result["isError"] is True
    assert result["content"][0]["text"] == "This tool intentionally returns an error for testing"


def test_tools_call_with_progress(client):
    reply = client.call("test_tool_with_progress", {}, meta={"progressToken": "progress-test-1"})
    shown = [note["params"] for note in reply.notifications("notifications/progress")]
    assert [step["progressToken"] for step in shown] == ["progress-test-1"] * 3
    assert [step["progress"] for step in shown] == [0, 50, 100] and {step["total"] for step in shown} == {100}
    assert "method" not in reply.messages[-1] and reply.result["content"]


def test_server_sse_multiple_streams(client):
    replies = []

    def ask(number):
        message = {"jsonrpc": "2.0", "id": number, "method": "tools/list"}
        replies.append(client.post(client.message("tools/list") if isinstance(client, ModernClient) else message))

    threads = [threading.Thread(target=ask, args=(100 + turn,)) for turn in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [reply.status for reply in replies] == [200] * 3
    assert len({reply.response["id"] for reply in replies}) == 3 and all(reply.result["tools"] for reply in replies)


def test_resources_list(client):
    resources = client.ask("resources/list").result["resources"]
    assert {"test://static-text", "test://static-binary", "test://watched-resource"} <= {one["uri"] for one in resources}
    assert all(one["name"] for one in resources)


def test_resources_read_text(client):
    (content,) = client.ask("resources/read", {"uri": "test://static-text"}).result["contents"]
    assert content["uri"] == "test://static-text" and content["mimeType"] == "text/plain"
    assert content["text"] == "This is the content of the static text resource."


def test_resources_read_binary(client):
    (content,) = client.ask("resources/read", {"uri": "test://static-binary"}).result["contents"]
    assert content["mimeType"] == "image/png"
    assert base64.b64decode(content["blob"], validate=True).startswith(b"\x89PNG")


def test_resources_templates_read(client):
    templates = client.ask("resources/templates/list").result["resourceTemplates"]
    assert "test://template/{id}/data" in {one["uriTemplate"] for one in templates}
    (content,) = client.ask("resources/read", {"uri": "test://template/123/data"}).result["contents"]
    assert content["uri"] == "test://template/123/data" and content["mimeType"] == "application/json"
    assert content["text"] == '{"id":"123","templateTest":true,"data":"Data for ID: 123"}'


def test_prompts_list(client):
    prompts = {prompt["name"]: prompt for prompt in client.ask("prompts/list").result["prompts"]}
    assert all(prompt["description"] for prompt in prompts.values())
    assert [one["name"] for one in prompts["test_prompt_with_arguments"]["arguments"]] == ["arg1", "arg2"]
    assert all(one["required"] for one in prompts["test_prompt_with_arguments"]["arguments"])


def test_prompts_get_simple(client):
    messages = client.ask("prompts/get", {"name": "test_simple_prompt"}).result["messages"]
    text = "This is a simple prompt for testing."
    assert messages == [{"role": "user", "content": {"type": "text", "text": text}}]


def test_prompts_get_with_args(client):
    arguments = {"arg1": "testValue1", "arg2": "testValue2"}
    (message,) = client.ask(
        "prompts/get", {"name": "test_prompt_with_arguments", "arguments": arguments}
    ).result["messages"]
    assert message["content"]["text"] == "Prompt with arguments: arg1='testValue1', arg2='testValue2'"


def test_prompts_get_embedded_resource(client):
    messages = client.ask(
        "prompts/get",
        {"name": "test_prompt_with_embedded_resource", "arguments": {"resourceUri": "test://example-resource"}},
    ).result["messages"]
    assert messages[0]["content"]["resource"]["uri"] == "test://example-resource"
    assert messages[1]["content"]["text"] == "Please process the embedded resource above."


def test_prompts_get_with_image(client):
    messages = client.ask("prompts/get", {"name": "test_prompt_with_image"}).result["messages"]
    assert messages[0]["content"]["type"] == "image" and messages[0]["content"]["mimeType"] == "image/png"
    assert messages[1]["content"]["text"] == "Please analyze the image above."


def test_dns_rebinding_protection(client):
    probe = (
        client.message("server/discover")
        if isinstance(client, ModernClient)
        else {
            "jsonrpc": "2.0",
            "id": 1,
            "method": "initialize",
            "params": {"protocolVersion": client.version, "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}},
        }
    )

    def status(host):
        data = post(probe, host, {"Origin": f"http://{host}"}, version=client.version)
        return exchange(client.server.port, data, expect=1, patience=5).statuses[0]

    assert 400 <= status("evil.example.com") < 500
    assert 200 <= status(client.server.host) < 300
    assert 200 <= status(f"localhost:{client.server.port}") < 300


def test_json_schema_2020_12(client):
    tools = {tool["name"]: tool for tool in client.ask("tools/list").result["tools"]}
    schema = tools["json_schema_2020_12_tool"]["inputSchema"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$defs"]["address"]["$anchor"] == "addressDef" and schema["additionalProperties"] is False
    assert schema["allOf"] == [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}]
    assert schema["if"] and schema["then"] == {"required": ["phone"]} and schema["else"] == {"required": ["email"]}


def test_a_raw_schema_is_kept_by_calls(client):
    result = client.call("json_schema_2020_12_tool", {"contactMethod": "phone", "email": "a@example.com"}).result
    assert result["isError"] is True and '"phone"' in result["content"][0]["text"]
    result = client.call("json_schema_2020_12_tool", {"contactMethod": "phone", "phone": "1"}).result
    assert not result.get("isError")


def test_structured_content_is_what_the_output_schema_says(client):
    tools = {tool["name"]: tool for tool in client.ask("tools/list").result["tools"]}
    result = client.call("sql_query", {"query": "SELECT name FROM planets WHERE moons > 100"}).result
    jsonschema.validate(result["structuredContent"], tools["sql_query"]["outputSchema"])
    assert result["structuredContent"]["rows"] == [["Saturn"]]
    assert json.loads(result["content"][0]["text"]) == result["structuredContent"]
