"""A client written by hand that speaks each revision; every answer is checked against that revision's schema."""

import pytest

from forge import CLIENT, LEGACY, META, MODERN, Pipe, call, exchange, get, hello, post, request, tool
from schemas import Revision

@pytest.fixture(params=["http", "stdio"])
def ask(request, binary):
    """Sends a message of some revision, by either transport; the answer's JSON."""
    if request.param == "http":
        server = request.getfixturevalue("server")
        yield lambda message, version: call(server, message, version=version).json
        return
    with Pipe(binary) as pipe:
        yield lambda message, version: pipe.ask(message)


@pytest.fixture(params=[*LEGACY, MODERN])
def version(request):
    return request.param


def handshake(version):
    return request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}, 0, version)


def first(result, key):
    return result["result"][key][0]


@pytest.mark.parametrize("version", LEGACY)
def test_the_handshake_agrees_on_the_revision_that_the_client_names(ask, version, schemas):
    answer = ask(handshake(version), version)
    Revision(schemas, version).check_message(answer, handshake(version))
    assert answer["result"]["protocolVersion"] == version


def test_the_handshake_answers_a_revision_it_does_not_know_with_one_it_does(ask):
    answer = ask(handshake("1999-01-01") | {"id": 3}, "2025-03-26")
    assert answer["result"]["protocolVersion"] in LEGACY


def test_the_discovery_names_the_revision(ask, schemas):
    message = request("server/discover")
    answer = ask(message, MODERN)
    Revision(schemas, MODERN).check_message(answer, message)
    assert MODERN in answer["result"]["supportedVersions"]


def test_every_answer_is_valid_under_the_schema_of_its_revision(ask, version, schemas):
    schema = Revision(schemas, version)

    def told(method, params=None, id=1):
        message = request(method, params, id, version)
        answer = ask(message, version)
        schema.check_message(answer, message)
        return answer

    if version in LEGACY:
        schema.check_message(ask(handshake(version), version), handshake(version))
        told("ping")
    tools = told("tools/list")["result"]["tools"]
    assert "hello_world" in [each["name"] for each in tools]
    greeting = told("tools/call", {"name": "hello_world", "arguments": {"name": "Ada"}}, "text id")
    assert greeting["result"]["content"] == [{"type": "text", "text": "Hello, Ada! 👋"}]
    assert told("tools/call", {"name": "hello_world", "arguments": {}})["result"]["isError"] is True
    assert "error" in told("tools/call", {"name": "no_such_tool"})
    told("tools/call", {"name": "whoami", "arguments": {}})
    resource = first(told("resources/list"), "resources")
    told("resources/read", {"uri": resource["uri"]})
    assert "error" in told("resources/read", {"uri": "forge://no/such/resource"})
    first(told("resources/templates/list"), "resourceTemplates")
    prompt = first(told("prompts/list"), "prompts")
    arguments = {argument["name"]: "Ada" for argument in prompt.get("arguments", [])}
    told("prompts/get", {"name": prompt["name"], "arguments": arguments})
    reference = {"type": "ref/prompt", "name": prompt["name"]}
    told("completion/complete", {"ref": reference, "argument": {"name": next(iter(arguments)), "value": ""}})
    assert "error" in told("tools/list", {"cursor": "not a cursor"})
    assert told("no/such/method")["error"]["code"] == -32601


@pytest.mark.parametrize("version", LEGACY)
def test_notifications_are_taken_in_silence_over_http(server, version):
    message = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    response = call(server, message, version=version)
    assert (response.status, response.body) == (202, b"")


@pytest.mark.parametrize("version", LEGACY)
def test_notifications_are_taken_in_silence_over_a_pipe(binary, version):
    with Pipe(binary) as pipe:
        pipe.ask(handshake(version))
        pipe.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        assert pipe.ask(hello(id=5, version=version))["id"] == 5
        assert pipe.finish() == (0, b"")


def test_a_pipe_serves_both_eras_at_once(binary):
    with Pipe(binary) as pipe:
        pipe.ask(handshake("2025-06-18"))
        assert "resultType" in pipe.ask(hello(id=1))["result"]
        assert "resultType" not in pipe.ask(hello(id=2, version="2025-06-18"))["result"]


def test_a_pipe_answers_as_calls_finish(probe):
    with Pipe(probe) as pipe:
        pipe.send(tool("slow", {"ms": 500}, id=1))
        pipe.send(hello(id=2))
        assert [pipe.receive()["id"], pipe.receive()["id"]] == [2, 1]


def test_a_cancelled_call_on_a_pipe_is_not_answered(probe):
    with Pipe(probe) as pipe:
        pipe.send(tool("slow", {"ms": 60_000}, id=1))
        pipe.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1, "_meta": META}})
        assert pipe.ask(hello(id=2))["id"] == 2
        assert pipe.finish() == (0, b"")


@pytest.mark.parametrize("line", [b"", b"nonsense", b"[]", b"{}", b'{"jsonrpc":"2.0","id":1}', b"\xff\xfe", b"[" * 5000])
def test_a_bad_line_on_a_pipe_does_no_harm(binary, line):
    with Pipe(binary) as pipe:
        pipe.send(line)
        pipe.send(hello(id=9))
        while (answer := pipe.receive()).get("id") != 9:
            assert answer["error"]["code"] in (-32700, -32600)


def test_a_line_over_the_limit_is_refused_and_the_next_answered(binary):
    with Pipe(binary) as pipe:
        pipe.send(b'"' + b"a" * (17 << 20) + b'"')
        pipe.send(hello(id=9))
        while (answer := pipe.receive()).get("id") != 9:
            assert "error" in answer


# What 2026-07-28 checks, in its order: HTTP status and error code.
ORDER = [
    ("all as it should be", {}, {}, 200, None),
    ("no version header", {"MCP-Protocol-Version": None}, {}, 400, -32020),
    ("an unknown version", {"MCP-Protocol-Version": "2099-01-01"}, {"io.modelcontextprotocol/protocolVersion": "2099-01-01"}, 400, -32022),
    ("header and body differ", {"MCP-Protocol-Version": MODERN}, {"io.modelcontextprotocol/protocolVersion": "2099-01-01"}, 400, -32020),
    ("no capabilities", {}, {"io.modelcontextprotocol/clientCapabilities": None}, 400, -32602),
    ("no method header", {"Mcp-Method": None}, {}, 400, -32020),
    ("a wrong method header", {"Mcp-Method": "tools/list"}, {}, 400, -32020),
    ("no name header", {"Mcp-Name": None}, {}, 400, -32020),
    ("a wrong name header", {"Mcp-Name": "whoami"}, {}, 400, -32020),
    ("a name in base64", {"Mcp-Name": "=?base64?aGVsbG9fd29ybGQ=?="}, {}, 200, None),
    ("a name in bad base64", {"Mcp-Name": "=?base64?aGVsbG9fd29ybGQ?="}, {}, 400, -32020),
    ("two version headers' worth of spaces", {"MCP-Protocol-Version": f" \t{MODERN} \t"}, {}, 200, None),
]


@pytest.mark.parametrize("headers, meta, status, code", [row[1:] for row in ORDER], ids=[row[0] for row in ORDER])
def test_the_headers_of_2026_are_checked(server, headers, meta, status, code):
    message = hello()
    message["params"]["_meta"] = {key: value for key, value in (META | meta).items() if value is not None}
    response = call(server, message, headers=headers)
    assert response.status == status
    assert response.json["id"] == 1
    if code:
        assert response.json["error"]["code"] == code


@pytest.mark.parametrize("method", ["initialize", "ping", "logging/setLevel", "no/such/method"])
def test_a_method_that_2026_does_not_have_is_404(server, method):
    response = call(server, request(method))
    assert (response.status, response.json["error"]["code"]) == (404, -32601)


@pytest.mark.parametrize("body, code", [
    (b"", -32700), (b"{", -32700), (b"\xff", -32700), (b"[]", -32600), (b"7", -32600), (b'"x"', -32600),
    (b'{"jsonrpc":"2.0","id":1,"method":"ping","method":"ping"}', -32700),
    (b"\xef\xbb\xbf{}", -32700), (b"{} {}", -32700), (b"[" * 100_000, -32700),
    (b'{"jsonrpc":"2.0","id":1,"result":{}}', -32600), (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
    (b'{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600), (b'{"jsonrpc":"2.0","id":null,"method":"ping"}', -32600),
])
def test_a_body_that_is_no_request_is_400(server, body, code):
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream",
               "MCP-Protocol-Version": MODERN, "Mcp-Method": "ping"}
    response = exchange(server.port, post(body, server.host, headers), expect=1).final
    assert (response.status, response.json["error"]["code"]) == (400, code)


def test_methods_that_are_not_there_are_refused_with_the_ones_allowed(server):
    for method in ("PUT", "PATCH"):
        response = exchange(server.port, get("/mcp", server.host, method=method), expect=1).final
        assert response.status == 405
        assert "POST" in response.headers["allow"]


def test_streams_and_their_end_need_a_session(server):
    for method in ("GET", "DELETE"):
        response = exchange(server.port, get("/mcp", server.host, method=method), expect=1).final
        assert response.status in (400, 406)


@pytest.mark.parametrize("path, status", [
    ("/mcp", 200), ("/mcp/", 200), ("/mcp?x=1", 200), ("//mcp", 404), ("/mcp;x", 404), ("/mcp%2f", 404), ("/%6dcp", 404),
    ("/mcp/../mcp", 404), ("/./mcp", 404), ("/mcp/.", 404), ("/x/mcp", 404), ("/MCP", 404), ("/mcp/sse", 404),
])
def test_a_path_is_a_route_only_byte_for_byte(server, path, status):
    assert call(server, hello(), path=path).status == status
