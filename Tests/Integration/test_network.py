"""Names, pages and proxies, against the built binary: on loopback and beyond, on every route."""

import json

import pytest

from forge import call, exchange, get, hello, post, tool

ROUTES = ["/", "/mcp", "/mcp/", "/sse", "/messages/", "/ws", "/nowhere", "/.well-known/oauth-protected-resource"]
OPEN = """
[server.transport.http]
loops = 1
allow_anonymous = true
public_url = "https://mcp.example.com"
trusted_proxies = ["127.0.0.1"]
websocket = true
[mcp]
legacy_sse = true
[middleware.access_logs]
"""
CLOSED = OPEN.replace('trusted_proxies = ["127.0.0.1"]', "").replace('public_url = "https://mcp.example.com"', "")

FOREIGN = [
    "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "localhost@evil.example", "evil.example#localhost",
    "localhost.", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0177.0.0.1",
]


def status(server, path, host, headers=None, method="GET"):
    return exchange(server.port, get(path, host, headers, method), expect=1).final


@pytest.fixture(scope="module", params=["127.0.0.1", "0.0.0.0"])
def guarded(request, binary, tmp_path_factory):
    from forge import Server

    with Server(binary, config=CLOSED, folder=tmp_path_factory.mktemp("guarded"), host=request.param) as server:
        server.bound = request.param
        yield server


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("host", FOREIGN)
def test_a_foreign_host_is_refused_on_every_route(guarded, path, host):
    if guarded.bound == "0.0.0.0" and host == "[::ffff:127.0.0.1]":
        # Beyond loopback addresses pass, since no name service can point them elsewhere.
        assert status(guarded, "/", host).status == 200
    else:
        assert status(guarded, path, host).status in {400, 403}


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "localhost", ""])
def test_a_foreign_page_is_refused_on_every_route(guarded, path, origin):
    answer = status(guarded, path, guarded.host, {"Origin": origin})
    assert answer.status == 403
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize("claim", [{"X-Forwarded-Host": "localhost"}, {"Forwarded": "host=localhost;proto=https"}])
def test_a_forwarded_name_rescues_nothing(guarded, claim):
    assert status(guarded, "/mcp", "evil.example", claim).status == 403


def test_a_refused_request_reaches_no_tool(guarded):
    for headers in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        data = post(hello(), headers.get("Host", guarded.host), {k: v for k, v in headers.items() if k != "Host"})
        assert exchange(guarded.port, data, expect=1).statuses == [403]
    assert not any('"mcp.method.name"' in line for line in guarded.log)


def test_an_absolute_target_without_a_host_is_judged_by_its_name(guarded):
    answer = exchange(guarded.port, b"GET http://evil.example/mcp HTTP/1.0\r\n\r\n", expect=1).final
    assert answer.status == 403


def test_the_log_shows_the_line_that_would_allow_it(start):
    server = start(CLOSED, waiting=False)
    status(server, "/mcp", "mcp.lan")
    server.stop()
    lines = [json.loads(line) for line in server.log if "refused for its host" in line]
    assert lines[0]["to_allow_it"] == '[server.transport.http] allowed_hosts = ["mcp.lan"]'


def access(server):
    server.stop()
    return [json.loads(line) for line in server.log if '"event":"request"' in line]


def test_a_trusted_proxy_speaks_for_its_client(start):
    server = start(OPEN, waiting=False)
    proxied = {
        "X-Forwarded-For": "6.6.6.6, 203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "mcp.example.com",
        "X-Request-Id": "from-the-proxy",
    }
    answer = status(server, "/", "10.0.0.1:8080", proxied)
    assert answer.status == 200 and answer.headers["x-request-id"] == "from-the-proxy"
    bad = status(server, "/", "localhost", proxied | {"X-Forwarded-Host": "evil.example", "X-Request-Id": "a b"})
    assert bad.status == 403 and bad.headers["x-request-id"] not in {"a b", "from-the-proxy"}
    page = status(server, "/", "localhost", proxied | {"Origin": "https://mcp.example.com"})
    assert page.status == 200
    lines = access(server)
    assert [line["client.address"] for line in lines] == ["203.0.113.9"] * 3
    assert lines[0]["network.peer.address"] == "127.0.0.1" and lines[0]["request_id"] == "from-the-proxy"


def test_nobody_else_does(start):
    server = start(CLOSED, waiting=False)
    answer = status(server, "/", "localhost", {"X-Forwarded-For": "203.0.113.9", "X-Request-Id": "mine"})
    assert answer.headers["x-request-id"] != "mine"
    (line,) = access(server)
    assert line["client.address"] == "127.0.0.1" and "network.peer.address" not in line


CLAIMS = [
    {name: value}
    for value in ["203.0.113.7", "127.0.0.1", "admin", "internal", "/health", "DELETE"]
    for name in [
        "X-Forwarded-For", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP", "X-Client-IP", "X-User-Id", "X-Forwarded-User",
        "X-Remote-User", "X-Request-From", "X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Validated-Jwt",
    ]
] + [{"Forwarded": "for=203.0.113.7"}]


@pytest.mark.parametrize("strategy", ["local", "external"])
def test_no_claim_of_a_client_replaces_a_token(start, strategy):
    proxies = '[server.transport.http]\ntrusted_proxies = ["192.0.2.1"]\n' if strategy == "external" else ""
    # The digest of "abc".
    server = start(f"""{proxies}
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "{strategy}"
    [[middleware.jwt.validation.tokens]]
    name = "robot"
    sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    scopes = ["tool:user"]
    """, waiting=False)
    claims = CLAIMS + [{"X-Validated-Jwt": '{"sub":"ada","permissions":["tool:user"]}'}]
    assert {call(server, hello(), headers=claim).status for claim in claims} == {401}
    good = call(server, hello(), headers={"Authorization": "Bearer abc"}).status
    assert good == (200 if strategy == "local" else 401)


def test_no_claim_of_a_client_makes_it_another_or_its_request_another(start):
    limited = start("[middleware.tool_limit]\ncalls = 3\nwindow = '1h'", waiting=False)
    answers = [call(limited, hello(), headers=claim) for claim in CLAIMS]
    assert [answer.status for answer in answers[:3]] == [200] * 3
    assert {answer.status for answer in answers[3:]} == {429}
    assert all("Hello, Ada" in answer.body.decode() for answer in answers[:3])
    assert call(limited, tool("whoami"), headers=CLAIMS[0]).status == 200, "another tool is counted for itself"
