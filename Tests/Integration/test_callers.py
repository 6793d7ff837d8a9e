"""Who may do what: every kind of caller, on every way in. A message on a board, or the server's own count of calls, shows
whether one got through."""

import http.client
import json
import re
import urllib.request

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect as web_socket

from forge import Pipe, Server, mcp_headers, request, tool
from issuer import Issuer, Key

LEGACY = "2025-11-25"
CALLERS = {
    # name: (status, what WWW-Authenticate says of an error)
    "no token": (401, None),
    "malformed": (401, "invalid_token"),
    "expired": (401, "invalid_token"),
    "wrong audience": (401, "invalid_token"),
    "wrong issuer": (401, "invalid_token"),
    "unknown key": (401, "invalid_token"),
    "missing scope": (403, "insufficient_scope"),
    "failing condition": (403, None),
    "good": (200, None),
}
DOORS = ["JSON", "SSE", "WebSocket", "GET", "DELETE", "stdio"]


class House:
    """A server with authentication, and the tokens that callers bring."""

    def __init__(self, server, issuer, config):
        self.server, self.issuer, self.config = server, issuer, config
        self.key = issuer.published[0]
        self.posted = 0

    def token(self, caller):
        sign, claims = self.key.token, self.issuer.claims
        scopes = "messages:post messages:list"
        tokens = {
            "no token": lambda: None,
            "malformed": lambda: "not.a.token",
            "expired": lambda: sign(claims(life=-120, scope=scopes)),
            "wrong audience": lambda: sign(claims(aud="https://other.test", scope=scopes)),
            "wrong issuer": lambda: sign(claims(iss="https://other.test", scope=scopes)),
            # Issued before the keys were fetched, so that there is nothing to wait for.
            "unknown key": lambda: Key("nobody").token(claims(scope=scopes, iat=claims()["iat"] - 300)),
            "missing scope": lambda: sign(claims(scope="messages:list")),
            "failing condition": lambda: sign(claims(subject="mallory", scope=scopes)),
            "good": lambda: sign(claims(scope=scopes)),
        }
        return tokens[caller]()

    def authorization(self, caller):
        token = self.token(caller)
        return {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, method, headers, message=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        connection.request(method, "/mcp", json.dumps(message) if message else None, headers)
        answer = connection.getresponse()
        # A stream of a session goes on: its head says enough.
        body = b"" if method == "GET" and answer.status == 200 else answer.read()
        connection.close()
        return answer.status, answer.headers, body.decode()

    def session(self):
        """The id of a session of the good caller."""
        params = {"protocolVersion": LEGACY, "capabilities": {}, "clientInfo": {"name": "t", "version": "1"}}
        message = request("initialize", params, version=LEGACY)
        headers = mcp_headers(message, LEGACY) | self.authorization("good")
        status, headers, body = self.send("POST", headers, message)
        assert status == 200, body
        return headers["Mcp-Session-Id"]

    def board(self):
        """How many messages have been posted."""
        message = tool("list_messages")
        _, _, body = self.send("POST", mcp_headers(message) | self.authorization("good"), message)
        return body.count("posted here")


    def waits(self):
        """How many calls of the tool that streams have ended."""
        port = next(int(found.group(1)) for line in self.server.log if (found := re.search(r":(\d+)/metrics", line)))
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
            counts = re.findall(r'^mcp_server_calls_total\{[^}]*"slow"[^}]*\} (\d+)', answer.read().decode(), re.MULTILINE)
        return sum(map(int, counts))


@pytest.fixture(scope="module")
def house(probe, tmp_path_factory):
    folder = tmp_path_factory.mktemp("callers")
    with Issuer() as issuer:
        issuer.published = [Key("one")]
        config = f"""
        [server.transport.http]
        websocket = true
        public_url = "https://mcp.test"
        [management]
        port = 0
        [demo]
        enabled = true
        [access.tools.slow]
        scopes = ["messages:post"]
        [middleware.rate_limit]
        requests_per_minute = 100000
        burst = 100000
        failures = 100000
        [middleware.jwt]
        enabled = true
        [middleware.jwt.validation]
        strategy = "local"
        [[middleware.jwt.validation.allow_conditions]]
        expression = 'payload.sub != "mallory"'
        [middleware.jwt.validation.local]
        issuer = "{issuer.name}"
        audience = "{issuer.audience}"
        """
        with Server(probe, config=config, folder=folder) as server:
            yield House(server, issuer, config)
            assert server.alive


def post_message():
    return tool("post_message", {"message": "posted here"})


def knock(house, door, caller):
    """Status, header and text of what comes of posting a message, or of reading or ending a session; and how many posts
    are expected of a good caller."""
    authorization = house.authorization(caller)
    if door == "JSON":
        message = post_message()
        return *house.send("POST", mcp_headers(message) | authorization, message), 1
    if door == "SSE":
        message = tool("slow", {"ms": 1})
        message["params"]["_meta"]["progressToken"] = "p"
        return *house.send("POST", mcp_headers(message) | authorization, message), 1
    headers = authorization | {"Mcp-Session-Id": house.session(), "MCP-Protocol-Version": LEGACY}
    return *house.send(door, headers | {"Accept": "text/event-stream"}), 0


@pytest.mark.parametrize("door", DOORS[:2])
@pytest.mark.parametrize("caller", CALLERS)
def test_a_call(house, caller, door):
    status, error = CALLERS[caller]
    before, waits = house.board(), house.waits()
    got, headers, body, posts = knock(house, door, caller)
    assert got == status, body
    if door == "SSE":
        assert (headers["Content-Type"] == "text/event-stream") == (status == 200)
        assert house.waits() - waits == (posts if status == 200 else 0)
        before, posts = house.board(), 0
    challenge = headers.get("WWW-Authenticate", "")
    if error:
        assert f'error="{error}"' in challenge, challenge
    else:
        assert "error=" not in challenge
    if status == 401:
        assert challenge.startswith("Bearer ")
    if error == "insufficient_scope":
        assert 'scope="messages:post"' in challenge
    assert house.board() - before == (posts if status == 200 else 0)


@pytest.mark.parametrize("door", DOORS[3:5])
@pytest.mark.parametrize("caller", CALLERS)
def test_a_session(house, caller, door):
    # A scope is asked for when something is used, not for listening or leaving.
    status, error = (200, None) if caller == "missing scope" else CALLERS[caller]
    got, headers, body, _ = knock(house, door, caller)
    assert got == status or (door == "DELETE" and status == 200 and got in (200, 202, 204)), (got, body)
    assert (f'error="{error}"' in headers.get("WWW-Authenticate", "")) == bool(error)


@pytest.mark.parametrize("caller", CALLERS)
def test_a_web_socket(house, caller):
    before = house.board()
    url = f"ws://127.0.0.1:{house.server.port}/ws"
    try:
        with web_socket(url, subprotocols=["mcp"], additional_headers=house.authorization(caller)) as socket:
            socket.send(json.dumps(post_message()))
            result = json.loads(socket.recv(10))["result"]
    except InvalidStatus as refused:
        assert caller not in ("good", "missing scope")
        assert refused.response.status_code == CALLERS[caller][0]
        assert house.board() == before
        return
    assert caller in ("good", "missing scope")
    assert bool(result.get("isError")) == (caller == "missing scope")
    assert house.board() - before == (caller == "good")


@pytest.mark.parametrize("caller", CALLERS)
def test_standard_streams_belong_to_who_started_them(house, probe, tmp_path, caller):
    file = tmp_path / "config.toml"
    file.write_text("\n".join(line.strip() for line in house.config.splitlines()))
    message = post_message()
    message["params"]["_meta"]["authorization"] = house.token(caller) or ""
    with Pipe(probe, "--config", str(file)) as pipe:
        result = pipe.ask(message)["result"]
        assert not result.get("isError") and "posted" in result["content"][0]["text"]
