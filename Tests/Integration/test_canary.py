"""Secrets of every kind are sent through success and failure, and appear in no log, answer or error."""

import base64
import hashlib
import hmac
import http.server
import json
import subprocess
import threading
import time

import pytest

from forge import Pipe, clean_environment, exchange, get, hello, post, request

KINDS = [
    "jwt-secret", "ring-key", "client-secret", "static-token", "opaque-token", "cookie", "api-key", "code", "state",
    "query-token", "basic-password", "upstream-body", "upstream-token", "claims-header", "argument-header",
]
CANARY = {kind: f"canary-{kind}-" + hashlib.sha256(kind.encode()).hexdigest()[:24] for kind in KINDS}


def encoded(data):
    return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=").decode()


def token(key=CANARY["jwt-secret"], algorithm="HS256", **claims):
    payload = {"iss": "https://internal.example.com", "aud": "here", "sub": "ada", "exp": int(time.time()) + 600}
    head = encoded({"alg": algorithm, "typ": "JWT"})
    body = encoded(payload | {"permissions": ["tool:user"]} | claims)
    seal = hmac.new(key.encode(), f"{head}.{body}".encode(), hashlib.sha256).digest() if algorithm != "none" else b""
    return f"{head}.{body}.{encoded(seal)}"


class Issuer(http.server.BaseHTTPRequestHandler):
    """Fails in every way, and talks about it."""

    def do_GET(self):
        if "openid-configuration" in self.path:
            url = f"http://127.0.0.1:{self.server.server_port}"
            names = ["authorization_endpoint", "token_endpoint", "jwks_uri"]
            return self.answer(200, {"issuer": url} | {name: f"{url}/{name}" for name in names})
        self.answer(500, {"error": CANARY["upstream-body"]})

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.answer(400, {"error": "invalid_grant", "error_description": CANARY["upstream-body"],
                          "access_token": CANARY["upstream-token"]})

    def answer(self, status, value):
        body = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def issuer():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Issuer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


CONFIG = """
[server.keys]
ring = ["${RING}-and-more-until-it-is-long-enough"]
[log]
level = "trace"
format = "json"
[middleware.access_logs]
[middleware.cors]
allow_origins = ["https://app.example.com"]
[middleware.rate_limit]
requests_per_minute = 100000
burst = 1000
[middleware.jwt]
enabled = true
[middleware.jwt.validation]
strategy = "local"
[[middleware.jwt.validation.local.shared_secrets]]
issuer = "https://internal.example.com"
secret = "${SECRET}"
audience = "here"
[[middleware.jwt.validation.tokens]]
name = "machine"
sha256 = "${DIGEST}"
scopes = ["tool:user"]
[middleware.jwt.validation.introspection]
url = "ISSUER/introspect"
client_id = "mcp-forge"
client_secret = "${CLIENT_SECRET}"
issuer = "ISSUER"
audience = "here"
[auth]
client_id = "mcp-forge"
client_secret = "${CLIENT_SECRET}"
redirect_uri = "http://127.0.0.1/callback"
issuer = "ISSUER"
"""


def leaks(text):
    return sorted(kind for kind, canary in CANARY.items() if canary in text)


def tokens():
    good = token()
    return [
        good, good + "x", good[:-4] + "AAAA", token(exp=1), token(aud="there"), token(iss="https://evil.example"),
        token(algorithm="none"), token("x" * 32), token(exp="canary"), CANARY["static-token"], CANARY["static-token"] + "x",
        CANARY["opaque-token"], "..", "a.b.c", good * 20,
    ]


def test_no_secret_appears_anywhere(start, issuer):
    secrets = {
        "RING": CANARY["ring-key"], "SECRET": CANARY["jwt-secret"], "CLIENT_SECRET": CANARY["client-secret"],
        "DIGEST": hashlib.sha256(CANARY["static-token"].encode()).hexdigest(),
    }
    server = start(CONFIG.replace("ISSUER", issuer), waiting=False, environment=secrets)
    sent = tokens()
    answers, statuses = b"", {}

    def visit(data):
        nonlocal answers
        got = exchange(server.port, data, expect=1, patience=3)
        answers += got.raw
        return got.final

    others = {
        "Cookie": "session=" + CANARY["cookie"], "X-Api-Key": CANARY["api-key"], "X-Auth-Token": CANARY["api-key"],
        "Proxy-Authorization": "Basic " + CANARY["basic-password"], "X-Validated-Jwt": CANARY["claims-header"],
        "Mcp-Param-City": CANARY["argument-header"], "Referer": "https://a.example/?code=" + CANARY["code"],
    }
    for bearer in sent:
        answer = visit(post(hello(), server.host, others | {"Authorization": "Bearer " + bearer}))
        statuses[bearer] = answer.status
        visit(get("/mcp", server.host, others | {"Authorization": "Bearer " + bearer}))
    assert statuses[sent[0]] == 200 and statuses[CANARY["static-token"]] == 200
    assert {status for bearer, status in statuses.items() if bearer not in (sent[0], CANARY["static-token"])} <= {
        400, 401, 429, 431, 503,
    }
    visit(post(hello(), server.host, others | {"Authorization": "Basic " + CANARY["basic-password"]}))
    visit(post(hello(), server.host, {}, path="/mcp?access_token=" + CANARY["query-token"]))
    visit(get("/mcp?%61ccess_token=" + CANARY["query-token"], server.host))
    login = visit(get("/login", server.host, others))
    cookie = login.headers.get("set-cookie", "").split(";")[0]
    for query in ("code=CODE&state=STATE", "error=access_denied&error_description=no&state=STATE", "state=STATE", ""):
        query = query.replace("CODE", CANARY["code"]).replace("STATE", CANARY["state"])
        visit(get("/callback?" + query, server.host, {"Cookie": cookie} if cookie else {}))
    visit(b"GET /?code=" + CANARY["code"].encode() + b" HTTP/1.1\r\nCookie: " + CANARY["cookie"].encode() + b"\r\n\r\n")
    opening = {
        "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "t", "version": "1"},
    }
    opened = visit(
        post(request("initialize", opening, version="2025-06-18"), server.host, {"Authorization": "Bearer " + sent[0]},
             version="2025-06-18")
    )
    session = opened.headers["mcp-session-id"]
    visit(post(request("ping", version="2025-06-18"), server.host,
               {"Authorization": "Bearer " + sent[0], "Mcp-Session-Id": session}, version="2025-06-18"))
    server.stop()

    log = "\n".join(server.log)
    assert sum('"event":"request"' in line for line in server.log) > 30
    assert leaks(log) == [] and leaks(answers.decode("utf-8", "replace")) == []
    for secret in [session] + [bearer for bearer in sent if len(bearer) > 10]:
        assert secret not in log
        assert secret == session or secret not in answers.decode("utf-8", "replace")
    for bearer in sent[:3]:
        assert not any(part in log for part in bearer.split(".")[1:] if len(part) > 12)


@pytest.mark.parametrize(
    "text",
    [
        '[auth]\nclient_secret = "CANARY', "[auth]\nclient_secret = 'CANARY\nx = 1", "[auth]\nclient_secret = CANARY",
        '[auth]\nclient_secrte = "CANARY"', '[server.keys]\nring = ["CANARY"]', '[server.keys]\nring = [\n"CANARY\n]',
        '[server.keys]\nring = "CANARY"', '[auth]\nclient_secret = ["CANARY"]', '[auth]\nclient_secret = """\nCANARY\n',
        '[[middleware.jwt.validation.local.shared_secrets]]\nissuer = "a"\nsecret = "CANARY"\nx = "CANARY\n',
    ],
)
def test_a_wrong_configuration_shows_no_secret(binary, tmp_path, text):
    canary = "canary-x7"
    path = tmp_path / "config.toml"
    path.write_text(text.replace("CANARY", canary))
    done = subprocess.run([str(binary), "check", "--config", str(path)], capture_output=True, env=clean_environment(), timeout=20)
    shown = done.stdout + done.stderr
    assert done.returncode == 78 and shown
    if 'x = "CANARY' not in text:
        assert canary.encode() not in shown


def test_standard_streams_show_none_either(binary):
    with Pipe(binary, "--log-level", "trace") as pipe:
        for message in (hello(CANARY["api-key"]), {"jsonrpc": "2.0", "id": 1, "method": CANARY["code"]}, b"{" + CANARY["state"].encode()):
            pipe.ask(message)
        pipe.finish()
        assert leaks(b"".join(pipe.errors).decode()) == []
