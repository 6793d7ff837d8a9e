"""Secrets that no request brings along: keys of certificates, values of the environment, tokens on their way to Google."""

import hashlib
import http.server
import json
import re
import signal
import ssl
import subprocess
import threading
import time
import urllib.request

import pytest

from certificates import Authority
from forge import call, clean_environment, exchange, get, hello, tool, until

CANARY = "canary-" + hashlib.sha256(b"canary").hexdigest()[:30]
TRACE = '[log]\nlevel = "trace"\nformat = "json"\n[middleware.access_logs]\n[management]\nport = 0\n'


def metrics(server):
    port = next(int(found.group(1)) for line in server.log if (found := re.search(r":(\d+)/metrics", line)))
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=5) as answer:
        return answer.read().decode()


class Google(http.server.BaseHTTPRequestHandler):
    """Says for whom a token is, or fails and repeats what it was asked."""

    def do_GET(self):
        self.server.asked.append(self.path)
        good = "good" in self.path
        claims = {"aud": "1-a.apps.example", "sub": "7", "scope": "openid", "expires_in": "600", "exp": str(int(time.time()) + 600)}
        body = json.dumps(claims if good else {"error": "invalid_token", "error_description": self.path}).encode()
        self.send_response(200 if good else 400)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture
def google():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Google)
    server.asked = []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_token_that_google_is_asked_about_appears_nowhere(start, google):
    config = f"""{TRACE}
    [middleware.rate_limit]
    failures = 1000
    [access.tools.hello_world]
    scopes = []
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "local"
    [middleware.jwt.validation.introspection]
    kind = "google"
    url = "http://127.0.0.1:{google.server_port}/tokeninfo"
    audience = "1-a.apps.example"
    """
    server = start(config, waiting=False)
    good, bad = f"ya29.good.{CANARY}", f"ya29.bad.{CANARY}"
    answers = [call(server, hello(), headers={"Authorization": f"Bearer {token}"}) for token in (good, bad)]
    assert [answer.status for answer in answers] == [200, 401]
    assert len(google.asked) == 2 and all(CANARY in path for path in google.asked)
    google.shutdown()
    google.server_close()
    answers.append(call(server, hello(), headers={"Authorization": f"Bearer ya29.late.{CANARY}"}))
    assert answers[-1].status == 503
    seen = metrics(server)
    server.stop()
    for answer in answers:
        assert CANARY not in str(answer.headers) and CANARY not in answer.body.decode()
    assert server.log and not any(CANARY in line for line in server.log) and CANARY not in seen


def lines_of(path):
    """What of a PEM file would give its key away."""
    return [line for line in path.read_text().splitlines() if line and not line.startswith("-----")]


def shows(text, secrets):
    return [secret for secret in secrets if secret[:20] in text]


def test_the_key_of_a_certificate_appears_nowhere(start, binary, tmp_path):
    authority = Authority(tmp_path)
    certificate, key = authority.issue("server")
    secrets = lines_of(key)
    server = start(f'{TRACE}[server.tls]\ncertificate = "{certificate}"\nkey = "{key}"\n', waiting=False)
    context = ssl.create_default_context(cafile=authority.path)
    url = f"https://127.0.0.1:{server.port}/health"
    with urllib.request.urlopen(url, context=context, timeout=5) as answer:
        assert answer.status == 200
    exchange(server.port, b"GET / HTTP/1.1\r\n\r\n")
    whole = key.read_text()
    for broken in (whole[:-40], whole.replace("BEGIN", "BEGIM"), certificate.read_text() + whole[:80]):
        before = len(server.log)
        key.write_text(broken)
        server.process.send_signal(signal.SIGHUP)
        assert until(lambda: len(server.log) > before)
        done = subprocess.run(
            [str(binary), "check", "--config", str(tmp_path / "config.toml")],
            capture_output=True, env=clean_environment(), timeout=20, text=True,
        )
        assert done.returncode == 78 and shows(done.stdout + done.stderr, secrets) == []
    with urllib.request.urlopen(url, context=context, timeout=5) as answer:
        assert answer.status == 200, "the key that was good still serves"
    assert shows(metrics(server), secrets) == []
    server.stop()
    assert shows("\n".join(server.log), secrets) == []


PLACES = [
    '[server.transport.http]\nport = "${CANARY}"', '[server.transport.http]\nhost = "${CANARY}"',
    '[server.transport.http]\npublic_url = "${CANARY}"', '[log]\nlevel = "${CANARY}"', '[auth]\nissuer = "${CANARY}"',
    '[middleware.access_logs]\nredacted_headers = ["${CANARY} "]',
    '[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "${CANARY}"',
    '[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "local"\n'
    '[[middleware.jwt.validation.allow_conditions]]\nexpression = "${CANARY} =="',
    '[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "local"\n'
    '[middleware.jwt.validation.local]\nissuer = "https://a.example"\njwks_uri = "${CANARY}"\naudience = "a"',
    '[[middleware.jwt.validation.tokens]]\nname = "a"\nsha256 = "${CANARY}"',
]


@pytest.mark.parametrize("text", PLACES)
def test_a_value_of_the_environment_in_a_wrong_place_is_not_shown(binary, tmp_path, text):
    path = tmp_path / "config.toml"
    path.write_text(text)
    done = subprocess.run(
        [str(binary), "check", "--config", str(path)],
        capture_output=True, env=clean_environment() | {"CANARY": CANARY}, timeout=20, text=True,
    )
    assert done.returncode == 78 and "config.toml:" in done.stdout + done.stderr
    assert CANARY not in done.stdout + done.stderr


def test_the_environment_appears_nowhere(start):
    names = ["CLIENT_SECRET", "AWS_SECRET_ACCESS_KEY", "HTTP_PROXY", "OTHER"]
    server = start(TRACE, waiting=False, environment={name: f"http://{CANARY}" for name in names})
    bodies = [call(server, message).body.decode() for message in (hello(), tool("whoami"), tool("nothing"))]
    bodies += [exchange(server.port, get(path, server.host), expect=1).raw.decode() for path in ("/", "/health", "/none")]
    bodies.append(metrics(server))
    server.stop()
    assert not any(CANARY in text for text in bodies + server.log)
