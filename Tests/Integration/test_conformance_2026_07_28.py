"""The scenarios of the public conformance suite for 2026-07-28, against the everything server."""

import time

import pytest

from conformance import ModernClient
from forge import MODERN

VERSION = "io.modelcontextprotocol/protocolVersion"
CAPABILITIES = "io.modelcontextprotocol/clientCapabilities"
INFO = "io.modelcontextprotocol/clientInfo"
SERVER = "io.modelcontextprotocol/serverInfo"
SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId"


@pytest.fixture
def client(everything, schemas):
    return ModernClient(everything, schemas)


def accepted(content):
    return {"action": "accept", "content": content}


SAMPLE = {"role": "assistant", "model": "test-model", "content": {"type": "text", "text": "Paris"}}
ROOTS = {"roots": [{"uri": "file:///workspace", "name": "Workspace"}]}


def first_key(reply):
    assert reply.result["resultType"] == "input_required"
    return next(iter(reply.result["inputRequests"]))


def again(client, name, responses, before=None, method="tools/call", **options):
    """The next round: the same call with answers, and the state that the round before handed out."""
    params = {"name": name, "inputResponses": responses}
    if method == "tools/call":
        params["arguments"] = {}
    if before is not None and "requestState" in before.result:
        params["requestState"] = before.result["requestState"]
    return client.ask(method, params, **options)


def complete(reply):
    assert reply.result["resultType"] == "complete" and not reply.result.get("isError"), reply.result
    return reply.result


# server-stateless


@pytest.mark.parametrize("left_out", ["all", VERSION, CAPABILITIES])
def test_stateless_meta_is_required(client, left_out):
    message = client.message("server/discover", id=101, **({} if left_out == "all" else {"meta": {left_out: None}}))
    if left_out == "all":
        del message["params"]["_meta"]
    reply = client.post(message)
    assert reply.status == 400 and reply.error["code"] == -32602 and reply.response["id"] == 101


def test_stateless_client_info_may_be_left_out(client):
    reply = client.ask("server/discover", meta={INFO: None})
    assert reply.status == 200 and reply.result["supportedVersions"]


def test_stateless_discover(client):
    result = client.ask("server/discover").result
    assert MODERN in result["supportedVersions"]
    assert {"tools", "resources", "prompts", "completions"} <= set(result["capabilities"])
    assert result["_meta"][SERVER]["name"] and result["_meta"][SERVER]["version"]


def test_stateless_unknown_version(client):
    supported = client.ask("server/discover").result["supportedVersions"]
    reply = client.ask(
        "server/discover", meta={VERSION: "v999.0.0"}, headers={"MCP-Protocol-Version": "v999.0.0"}, id=7
    )
    assert reply.status == 400 and reply.error["code"] == -32022 and reply.response["id"] == 7
    assert reply.error["data"]["requested"] == "v999.0.0"
    assert reply.error["data"]["supported"] and set(reply.error["data"]["supported"]) <= set(supported)


def test_stateless_version_mismatch(client):
    reply = client.ask("server/discover", meta={VERSION: "v999.0.0"}, id=8)
    assert reply.status == 400 and reply.error["code"] == -32020 and reply.response["id"] == 8


def test_stateless_missing_capability(client):
    reply = client.call("test_missing_capability", {}, capabilities={})
    assert reply.status == 400 and reply.error["code"] == -32021
    assert reply.error["data"]["requiredCapabilities"] == {"sampling": {}}


@pytest.mark.parametrize(
    "method",
    ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "unknown/method"],
)
def test_stateless_removed_methods(client, method):
    reply = client.ask(method, {"uri": "test://watched-resource"}, id=55)
    assert reply.status == 404 and reply.error["code"] == -32601 and reply.response["id"] == 55


def test_stateless_streaming_elicitation(client):
    reply = client.call("test_streaming_elicitation", {}, capabilities={"elicitation": {}})
    assert not reply.requests and reply.result["resultType"] == "input_required"


def test_stateless_no_log_without_level(client):
    reply = client.call("test_logging_tool", {})
    assert not reply.notifications() and complete(reply)


def test_stateless_log_with_level(client):
    reply = client.call("test_logging_tool", {}, meta={"io.modelcontextprotocol/logLevel": "info"})
    assert len(reply.notifications("notifications/message")) == 1 and complete(reply)


def test_stateless_listen(client):
    start = time.monotonic()
    stream = client.listen({"toolsListChanged": True})
    acknowledged = next(stream)
    assert time.monotonic() - start < 0.8
    assert acknowledged["method"] == "notifications/subscriptions/acknowledged"
    assert acknowledged["params"]["_meta"][SUBSCRIPTION]
    complete(client.call("test_trigger_tool_change", {}))
    changed = next(stream)
    assert time.monotonic() - start < 1.5
    assert changed["method"] == "notifications/tools/list_changed"
    assert changed["params"]["_meta"][SUBSCRIPTION] == acknowledged["params"]["_meta"][SUBSCRIPTION]


def test_stateless_listen_filters(client):
    stream = client.listen({"promptsListChanged": True})
    assert next(stream)["method"] == "notifications/subscriptions/acknowledged"
    complete(client.call("test_trigger_tool_change", {}))
    complete(client.call("test_trigger_prompt_change", {}))
    assert next(stream)["method"] == "notifications/prompts/list_changed"


# caching, resources


def test_caching(client):
    uri = client.ask("resources/list").result["resources"][0]["uri"]
    for method, params in [
        ("tools/list", {}),
        ("prompts/list", {}),
        ("resources/list", {}),
        ("resources/templates/list", {}),
        ("resources/read", {"uri": uri}),
    ]:
        result = client.ask(method, params).result
        assert isinstance(result["ttlMs"], int) and result["ttlMs"] >= 0, method
        assert result["cacheScope"] in ("public", "private"), method


def test_sep_2164_resource_not_found(client):
    uri = "test://nonexistent-resource-for-conformance-testing"
    error = client.ask("resources/read", {"uri": uri}).error
    assert error["code"] == -32602 and error["data"]["uri"] == uri


# Multi round-trip requests


def test_input_required_result_basic_elicitation(client):
    name = "test_input_required_result_elicitation"
    reply = client.call(name, {})
    request = reply.result["inputRequests"]["user_name"]
    assert request["method"] == "elicitation/create" and request["params"]["message"] == "What is your name?"
    assert request["params"]["requestedSchema"]["properties"]["name"]["type"] == "string"
    result = complete(again(client, name, {"user_name": accepted({"name": "Alice"})}))
    assert result["content"][0]["text"] == "Hello, Alice!"


def test_input_required_result_basic_sampling(client):
    name = "test_input_required_result_sampling"
    reply = client.call(name, {})
    key = first_key(reply)
    assert reply.result["inputRequests"][key]["method"] == "sampling/createMessage"
    assert complete(again(client, name, {key: SAMPLE}, reply))["content"][0]["text"] == "Paris"


def test_input_required_result_basic_list_roots(client):
    name = "test_input_required_result_list_roots"
    reply = client.call(name, {})
    key = first_key(reply)
    assert reply.result["inputRequests"][key]["method"] == "roots/list"
    assert "file:///workspace" in complete(again(client, name, {key: ROOTS}, reply))["content"][0]["text"]


def test_input_required_result_request_state(client):
    name = "test_input_required_result_request_state"
    reply = client.call(name, {})
    assert isinstance(reply.result["requestState"], str)
    result = complete(again(client, name, {first_key(reply): accepted({"ok": True})}, reply))
    assert "state-ok" in result["content"][0]["text"]


def test_input_required_result_multiple_input_requests(client):
    name = "test_input_required_result_multiple_inputs"
    reply = client.call(name, {})
    asked = {key: request["method"] for key, request in reply.result["inputRequests"].items()}
    assert set(asked.values()) == {"elicitation/create", "sampling/createMessage", "roots/list"}
    assert isinstance(reply.result["requestState"], str)
    answers = {
        "elicitation/create": accepted({"name": "Alice"}),
        "sampling/createMessage": SAMPLE,
        "roots/list": ROOTS,
    }
    assert complete(again(client, name, {key: answers[method] for key, method in asked.items()}, reply))["content"]


def test_input_required_result_multi_round(client):
    name = "test_input_required_result_multi_round"
    one = client.call(name, {})
    two = again(client, name, {first_key(one): accepted({"name": "Alice"})}, one)
    assert first_key(two) != first_key(one)
    assert two.result["requestState"] != one.result["requestState"]
    three = complete(again(client, name, {first_key(two): accepted({"color": "Blue"})}, two))
    assert three["content"][0]["text"] == "Alice likes Blue."


def test_input_required_result_missing_input_response(client):
    name = "test_input_required_result_elicitation"
    reply = again(client, name, {"wrong_key": accepted({"name": "Alice"})})
    assert first_key(reply) == "user_name"


def test_input_required_result_non_tool_request(client):
    name = "test_input_required_result_prompt"
    reply = client.ask("prompts/get", {"name": name})
    result = complete(
        again(client, name, {first_key(reply): accepted({"context": "bees"})}, reply, method="prompts/get")
    )
    assert "bees" in result["messages"][0]["content"]["text"]


def test_input_required_result_result_type(client):
    assert client.call("test_input_required_result_elicitation", {}).result["resultType"] == "input_required"


def test_input_required_result_unsupported_methods(client):
    for method in ["tools/list", "prompts/list"]:
        assert client.ask(method).result["resultType"] == "complete"


def test_input_required_result_tampered_state(client):
    name = "test_input_required_result_tampered_state"
    reply = client.call(name, {})
    params = {
        "name": name,
        "arguments": {},
        "inputResponses": {first_key(reply): accepted({"ok": True})},
        "requestState": reply.result["requestState"] + "-TAMPERED",
    }
    assert client.ask("tools/call", params).error["code"] == -32602
    assert complete(again(client, name, params["inputResponses"], reply))


def test_input_required_result_capability_check(client):
    reply = client.call("test_input_required_result_capabilities", {}, capabilities={"sampling": {}})
    assert reply.result["resultType"] == "input_required"
    assert {request["method"] for request in reply.result["inputRequests"].values()} == {"sampling/createMessage"}


def test_input_required_result_ignore_extra_params(client):
    responses = {"user_name": accepted({"name": "Alice"}), "extra_key": {"whatever": 1}}
    assert complete(again(client, "test_input_required_result_elicitation", responses))


@pytest.mark.parametrize("responses", [{"user_name": 12345}, None])
def test_input_required_result_validate_input(client, responses):
    reply = again(client, "test_input_required_result_elicitation", responses)
    assert "error" in reply.response or reply.result["resultType"] == "input_required"


# Header fields


@pytest.mark.parametrize(
    "headers",
    [
        {"Mcp-Method": "prompts/list"},
        {"Mcp-Method": None},
        {"Mcp-Method": "TOOLS/LIST"},
    ],
)
def test_http_header_validation_of_the_method(client, headers):
    reply = client.ask("tools/list", headers=headers, id=3)
    assert reply.status == 400 and reply.error["code"] == -32020
    assert reply.headers["content-type"].startswith("application/json")


@pytest.mark.parametrize("name", ["wrong_tool_name", None])
def test_http_header_validation_of_the_name(client, name):
    reply = client.call("test_simple_text", {}, headers={"Mcp-Name": name}, id=3)
    assert reply.status == 400 and reply.error["code"] == -32020


def test_http_header_validation_accepts_what_http_allows(client):
    tool = client.ask("tools/list").result["tools"][0]["name"]
    assert complete(client.call(tool, {}, headers={"Mcp-Name": f"  {tool}  "}))
    for spelling in ["mcp-method", "MCP-METHOD"]:
        assert client.ask("tools/list", headers={"Mcp-Method": None, spelling: "tools/list"}).status == 200


@pytest.mark.parametrize(
    ("header", "value", "fits"),
    [
        ("=?base64?SGVsbG8=?=", "Hello", True),
        ("SGVsbG8=", "SGVsbG8=", True),
        ("=?base64?SGVsbG8=", "=?base64?SGVsbG8=", True),
        ("=?base64?SGVsbG8?=", "Hello", False),
        ("=?base64?SGVs!!!bG8=?=", "Hello", False),
        (None, "Hello", False),
    ],
)
def test_http_custom_header_server_validation(client, header, value, fits):
    tools = client.ask("tools/list").result["tools"]
    tool = next(one for one in tools if "x-mcp-header" in str(one["inputSchema"].get("properties", {})))
    (name, field) = next(
        (name, schema["x-mcp-header"])
        for name, schema in tool["inputSchema"]["properties"].items()
        if "x-mcp-header" in schema and schema["type"] == "string"
    )
    reply = client.call(tool["name"], {name: value}, headers={f"Mcp-Param-{field}": header}, id=4)
    if fits:
        assert reply.status == 200 and complete(reply)
    else:
        assert reply.status == 400 and reply.error["code"] == -32020
