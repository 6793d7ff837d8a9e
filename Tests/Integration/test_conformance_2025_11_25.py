"""The scenarios of the public conformance suite for sessions (2025-11-25), against the everything server."""

import json
import re

import pytest

from conformance import LEGACY, LegacyClient
from forge import until


def sampled(params):
    return {"role": "assistant", "model": "test-model", "content": {"type": "text", "text": "This is a test response"}}


def elicited(params):
    return {"action": "accept", "content": {"username": "testuser", "email": "test@example.com"}}


@pytest.fixture
def client(everything, schemas):
    client = LegacyClient(everything, schemas, {"sampling/createMessage": sampled, "elicitation/create": elicited})
    assert client.session, "no session id"
    yield client
    assert not client.failures


def test_server_initialize(client):
    result = client.opening.result
    assert result["protocolVersion"] == LEGACY and result["serverInfo"]["name"]
    capabilities = result["capabilities"]
    assert {"tools", "resources", "prompts", "completions", "logging"} <= set(capabilities)
    assert capabilities["resources"]["subscribe"] is True
    assert re.fullmatch(r"[\x21-\x7e]+", client.session)


def test_server_session_lifecycle(client):
    assert client.end() in (200, 202, 204)
    gone = client.post({"jsonrpc": "2.0", "id": 9, "method": "tools/list"})
    assert gone.status == 404


def test_ping(client):
    assert client.ask("ping").result == {}


def test_logging_set_level(client):
    assert client.ask("logging/setLevel", {"level": "info"}).result == {}


def test_tools_call_with_logging(client):
    client.ask("logging/setLevel", {"level": "debug"})
    reply = client.call("test_tool_with_logging", {})
    until(lambda: len(logged(client)) == 3)
    assert reply.result["content"]
    assert logged(client) == ["Tool execution started", "Tool processing data", "Tool execution completed"]


def logged(client):
    return [note["params"]["data"] for note in client.heard if note.get("method") == "notifications/message"]


def test_tools_call_sampling(client):
    reply = client.call("test_sampling", {"prompt": "Say something."})
    (asked,) = client.asked
    assert asked["method"] == "sampling/createMessage" and asked["params"]["maxTokens"] == 100
    assert asked["params"]["messages"] == [{"role": "user", "content": {"type": "text", "text": "Say something."}}]
    assert asked in reply.messages, "it must come on the stream of the call"
    assert reply.result["content"][0]["text"] == "LLM response: This is a test response"


def test_tools_call_elicitation(client):
    reply = client.call("test_elicitation", {"message": "Who are you?"})
    (asked,) = client.asked
    assert asked["method"] == "elicitation/create" and asked["params"]["message"] == "Who are you?"
    assert asked["params"]["requestedSchema"]["required"] == ["username", "email"]
    text = reply.result["content"][0]["text"]
    assert text.startswith("User response: ") and "testuser" in text


def test_elicitation_sep1034_defaults(client):
    assert client.call("test_elicitation_sep1034_defaults", {}).result["content"]
    properties = client.asked[0]["params"]["requestedSchema"]["properties"]
    assert {name: (one["type"], one["default"]) for name, one in properties.items()} == {
        "name": ("string", "John Doe"),
        "age": ("integer", 30),
        "score": ("number", 95.5),
        "status": ("string", "active"),
        "verified": ("boolean", True),
    }
    assert "active" in properties["status"]["enum"]


def test_elicitation_sep1330_enums(client):
    assert client.call("test_elicitation_sep1330_enums", {}).result["content"]
    ways = client.asked[0]["params"]["requestedSchema"]["properties"]
    options = ["option1", "option2", "option3"]
    assert ways["untitledSingle"]["enum"] == options and not {"oneOf", "enumNames"} & set(ways["untitledSingle"])
    assert [one["const"] for one in ways["titledSingle"]["oneOf"]] == ["value1", "value2", "value3"]
    assert all(one["title"] for one in ways["titledSingle"]["oneOf"]) and "enum" not in ways["titledSingle"]
    assert len(ways["legacyEnum"]["enum"]) == len(ways["legacyEnum"]["enumNames"]) and "oneOf" not in ways["legacyEnum"]
    assert ways["untitledMulti"]["items"] == {"type": "string", "enum": options}
    assert [one["const"] for one in ways["titledMulti"]["items"]["anyOf"]] == ["value1", "value2", "value3"]
    assert "enum" not in ways["titledMulti"]["items"]


def test_resources_subscribe(client):
    assert client.ask("resources/subscribe", {"uri": "test://watched-resource"}).result == {}


def test_resources_unsubscribe(client):
    client.ask("resources/subscribe", {"uri": "test://watched-resource"})
    assert client.ask("resources/unsubscribe", {"uri": "test://watched-resource"}).result == {}


def test_an_unknown_resource_is_not_found(client):
    uri = "test://nonexistent-resource-for-conformance-testing"
    error = client.ask("resources/read", {"uri": uri}).error
    assert error["code"] == -32002 and error["data"]["uri"] == uri


def test_server_sse_polling(client):
    message = {"jsonrpc": "2.0", "id": 77, "method": "tools/call", "params": {"name": "test_reconnection", "arguments": {}}}
    kind, stream = client.events(message)
    assert kind.startswith("text/event-stream")
    sent = list(stream)
    assert sent[0]["id"] and sent[0].get("data") == "", "a priming event with an id and no data"
    assert any(event.get("retry", "").isdigit() for event in sent)
    assert not any("result" in event.get("data", "") for event in sent), "the stream ends before the result"
    _, stream = client.events(message, last=sent[-1]["id"] if "id" in sent[-1] else sent[0]["id"])
    answer = next(json.loads(event["data"]) for event in stream if event.get("data"))
    client.revision.check_message(answer, message)
    assert answer["id"] == 77 and answer["result"]["content"][0]["text"] == "The result was waiting for you."
