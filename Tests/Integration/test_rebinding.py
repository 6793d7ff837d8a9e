"""No web page reaches a local server by DNS rebinding or a cross-site request, whatever is (not) configured."""

import pytest

from forge import MODERN, exchange, get, hello, mcp_headers, post

# `Host` of a server on loopback: its own names pass, everything else is foreign (403) or malformed (400).
HOSTS = [
    ("127.0.0.1:{port}", {200}),
    ("localhost:{port}", {200}),
    ("LOCALHOST:{port}", {200}),
    ("[::1]:{port}", {200}),
    ("evil.example", {403}),
    ("evil.example:{port}", {403}),
    ("127.0.0.1.evil.example:{port}", {403}),
    ("localhost.evil.example", {403}),
    ("evil-localhost", {403}),
    ("0.0.0.0:{port}", {403}),
    ("2130706433:{port}", {403}),
    ("0177.0.0.1:{port}", {403}),
    ("[::ffff:127.0.0.1]:{port}", {403, 200}),
    ("192.168.1.7:{port}", {403}),
    ("localhost@evil.example", {400}),
    ("evil.example#localhost", {400}),
    ("evil.example/localhost", {400}),
    ("evil.example?localhost", {400}),
    ("local host", {400}),
    ("localhost:{port}, evil.example", {400}),
    ("localhost:99999999", {400}),
    ("localhost:x", {400}),
    ("", {400}),
]
GUARDED = ["/mcp", "/mcp/", "/", "/nowhere"]


@pytest.mark.parametrize("host, statuses", HOSTS, ids=[host or "empty" for host, _ in HOSTS])
def test_only_loopback_names_are_served(server, host, statuses):
    name = host.replace("{port}", str(server.port))
    response = exchange(server.port, post(hello(), name), expect=1).final
    assert response.status in statuses
    if response.status != 200:
        assert b"Hello" not in response.body


@pytest.mark.parametrize("path", GUARDED)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "DELETE", "HEAD"])
def test_a_foreign_host_is_refused_on_every_route_and_method(server, path, method):
    assert exchange(server.port, get(path, "evil.example", method=method), expect=1).final.status == 403


def test_health_is_exempt_from_the_host_check(server):
    assert exchange(server.port, get("/health", "10.0.0.7"), expect=1).final.status == 200


def test_a_trailing_dot_is_decided(server):
    response = exchange(server.port, post(hello(), f"localhost.:{server.port}"), expect=1).final
    assert response.status in {200, 403}


@pytest.mark.parametrize("origin", [
    "https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example", "file://", "nonsense", "",
    "http://localhost:{port}@evil.example", "http://localhost:{port}.evil.example", "http://evil.example:{port}",
])
@pytest.mark.parametrize("path", ["/mcp", "/mcp/", "/"])
def test_a_foreign_origin_is_refused(server, origin, path):
    headers = {"Origin": origin.replace("{port}", str(server.port))}
    response = exchange(server.port, post(hello(), server.host, headers, path=path), expect=1).final
    assert response.status == 403
    assert "access-control-allow-origin" not in response.headers


def test_two_origins_are_refused(server):
    data = post(hello(), server.host).replace(b"Host:", b"Origin: http://localhost\r\nOrigin: https://evil.example\r\nHost:", 1)
    assert exchange(server.port, data, expect=1).final.status in {400, 403}


def test_no_origin_is_served(server):
    assert exchange(server.port, post(hello(), server.host), expect=1).final.status == 200


@pytest.mark.parametrize("rescue", [
    {"X-Forwarded-Host": "localhost"}, {"Forwarded": "host=localhost"}, {"X-Forwarded-Proto": "https"}, {"X-Original-Host": "localhost"},
])
def test_forwarding_fields_rescue_nothing(server, rescue):
    assert exchange(server.port, post(hello(), "evil.example", rescue), expect=1).final.status == 403
    foreign = {"Origin": "https://evil.example"} | rescue
    assert exchange(server.port, post(hello(), server.host, foreign), expect=1).final.status == 403


def test_an_absolute_target_that_disagrees_with_host_is_refused(server):
    data = post(hello(), server.host, path="http://evil.example/mcp")
    assert exchange(server.port, data, expect=1).final.status in {400, 403}
    data = post(hello(), "evil.example", path=f"http://{server.host}/mcp")
    assert exchange(server.port, data, expect=1).final.status in {400, 403}


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None, "text/json"])
def test_what_a_web_page_may_send_unasked_reaches_no_tool(server, kind):
    response = exchange(server.port, post(hello(), server.host, {"Content-Type": kind}), expect=1).final
    assert response.status == 415
    assert b"Hello" not in response.body


@pytest.mark.parametrize("accept, status", [
    ("application/json, text/event-stream", 200), ("text/event-stream, application/json", 200), ("*/*", 200), ("text/html", 406),
])
def test_the_accept_field_is_read(server, accept, status):
    response = exchange(server.port, post(hello(), server.host, {"Accept": accept}), expect=1).final
    assert response.status == status


def test_no_answer_lets_any_page_read_it(server):
    for data in (post(hello(), server.host), get("/", server.host), get("/health", server.host)):
        assert "access-control-allow-origin" not in exchange(server.port, data, expect=1).final.headers


def test_a_preflight_from_a_foreign_page_is_refused(server):
    headers = {"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"}
    response = exchange(server.port, get("/mcp", server.host, headers, method="OPTIONS"), expect=1).final
    assert response.status == 403


def test_an_upgrade_is_not_taken(server):
    headers = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "AAAA", "Sec-WebSocket-Version": "13"}
    response = exchange(server.port, get("/mcp", server.host, headers), expect=1).final
    assert response.status in {400, 405, 426}


def test_an_era_without_checks_is_not_chosen_by_leaving_the_header_out(server):
    headers = {key: None for key in mcp_headers(hello()) if key.startswith(("MCP", "Mcp"))}
    response = exchange(server.port, post(hello(), server.host, headers), expect=1).final
    assert (response.status, response.json["error"]["code"]) == (400, -32020)
    assert MODERN not in headers
