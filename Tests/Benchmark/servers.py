"""What is measured, and the bytes it is measured with."""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Integration"))
from forge import exchange, hello, mcp_headers, request, tool  # noqa: E402
from processes import SERVER_CORE, pinned  # noqa: E402

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
RELEASE = ROOT / ".build/release"
# The same certificate, protocol, suite and tickets on both sides; clients keep their connections.
NGINX_TLS = """
    listen 127.0.0.1:{port} ssl reuseport; ssl_certificate {certificate}; ssl_certificate_key {key};
    ssl_protocols TLSv1.3; ssl_conf_command Ciphersuites TLS_AES_128_GCM_SHA256; ssl_session_tickets on;
"""
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; default_type application/json;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ {listen} location /mcp {{ return 200 '{call}'; }} location /health {{ return 200 '{health}'; }} }}
}}
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@dataclass
class Load:
    """One request, sent again and again."""

    method: str
    path: str
    headers: dict
    body: str
    expected: str

    @staticmethod
    def of(message, expected, more=None, **revision):
        headers = mcp_headers(message, **revision) | {"Authorization": "Bearer test-token-0123456789abcdef"} | (more or {})
        return Load("POST", "/mcp", headers, json.dumps(message, separators=(",", ":"), ensure_ascii=False), expected)

    def bytes(self, port):
        fields = {"Host": f"127.0.0.1:{port}"} | self.headers
        body = self.body.encode()
        if body:
            fields["Content-Length"] = len(body)
        head = f"{self.method} {self.path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items())
        return head.encode() + b"\r\n" + body

    def environment(self):
        lines = "\n".join(f"{name}: {value}" for name, value in self.headers.items())
        return {"BENCH_METHOD": self.method, "BENCH_BODY": self.body, "BENCH_HEADERS": lines}


CALL = Load.of(hello("Ada Lovelace", id=7), "Hello, Ada Lovelace!")
YIELD = Load.of(tool("yield", id=7), '"id":7')
HEALTH = Load("GET", "/health", {}, "", "")


# A client of an earlier revision, without a session.
EARLIER = "2025-11-25"
EARLIER_CALL = Load.of(hello("Ada Lovelace", id=7, version=EARLIER), "Hello, Ada Lovelace!", version=EARLIER)


def session_call(program):
    """The same call within a session."""
    client = {"protocolVersion": EARLIER, "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}
    opening = Load.of(request("initialize", client, version=EARLIER), "", version=EARLIER)
    session = {"Mcp-Session-Id": program.answer(opening).headers["mcp-session-id"]}
    return Load.of(hello("Ada Lovelace", id=7, version=EARLIER), "Hello, Ada Lovelace!", session, version=EARLIER)


@dataclass
class Program:
    """A server process on core 0."""

    name: str
    command: list
    port: int = field(default_factory=free_port)
    scheme: str = "http"
    process: subprocess.Popen = None
    log: pathlib.Path = None

    def start(self, patience=30):
        command = [str(word).replace("PORT", str(self.port)) for word in self.command]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            preexec_fn=pinned(SERVER_CORE), env=os.environ | {"GOMAXPROCS": "1"},
        )
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if self.process.poll() is not None:
                raise SystemExit(f"bench: {self.name} ended with {self.process.returncode}")
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.02)
        raise SystemExit(f"bench: {self.name} does not listen")

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(5)
            except subprocess.TimeoutExpired:
                self.process.kill()

    def rotate(self):
        """Empties its log, or a long run would measure how fast the machine finds memory for the file."""
        if self.log and self.log.exists():
            os.truncate(self.log, 0)

    def answer(self, load):
        return exchange(self.port, load.bytes(self.port), expect=1, patience=5).final


def forge(binary, name):
    folder = pathlib.Path(tempfile.mkdtemp())
    config = folder / "config.toml"
    config.write_text("[server.transport.http]\nloops = 1\n")
    return Program(name, [RELEASE / binary, "http", "--config", config, "--port", "PORT", "--log-level", "warning"])


SECRET = "a secret of the benchmark alone, 32 bytes and more"
GUARDED = """
[server.transport.http]
loops = 1
[middleware.access_logs]
file = "{folder}/access.log"
[middleware.cors]
allow_origins = ["https://app.example.com"]
[middleware.rate_limit]
requests_per_minute = 1000000
burst = 1000000
[middleware.jwt]
enabled = true
[middleware.jwt.validation]
strategy = "local"
[[middleware.jwt.validation.local.shared_secrets]]
issuer = "https://bench.example"
secret = "{secret}"
audience = "https://mcp.example"
"""


def guarded(binary, name):
    """The server with tokens, limits, CORS and an access log, and the call of somebody who may."""
    folder = pathlib.Path(tempfile.mkdtemp())
    config = folder / "config.toml"
    config.write_text(GUARDED.format(folder=folder, secret=SECRET))
    program = Program(name, [RELEASE / binary, "http", "--config", config, "--port", "PORT", "--log-level", "warning"])
    program.log = folder / "access.log"
    bearer = {"Authorization": f"Bearer {token()}"}
    return program, Load.of(hello("Ada Lovelace", id=7), "Hello, Ada Lovelace!", bearer)


def token():
    def part(data):
        return base64.urlsafe_b64encode(data if isinstance(data, bytes) else json.dumps(data).encode()).rstrip(b"=")

    claims = {
        "iss": "https://bench.example", "aud": "https://mcp.example", "sub": "ada", "scope": "tool:user",
        "iat": int(time.time()), "exp": int(time.time()) + 7200,
    }
    text = part({"alg": "HS256"}) + b"." + part(claims)
    return (text + b"." + part(hmac.digest(SECRET.encode(), text, hashlib.sha256))).decode()


def certificate():
    """A certificate of its own and its key: the paths of two files."""
    folder = tempfile.mkdtemp()
    os.chmod(folder, 0o755)
    files = f"{folder}/tls.crt", f"{folder}/tls.key"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-out", files[0], "-keyout", files[1]],
        check=True, stderr=subprocess.DEVNULL,
    )
    return files


def secure_forge(files):
    program = forge("mcp-forge", "mcp-forge over TLS 1.3")
    program.scheme = "https"
    config = pathlib.Path(program.command[3])
    tls = f'[server.tls]\ncertificate = "{files[0]}"\nkey = "{files[1]}"\nmin_version = "1.3"\n'
    config.write_text(config.read_text() + tls)
    return program


def nginx(call, health, files=None):
    """nginx that returns exactly these bodies, with a certificate over TLS 1.3."""
    folder = tempfile.mkdtemp()
    program = Program("nginx", [shutil.which("nginx") or "/usr/sbin/nginx", "-c", f"{folder}/conf", "-p", folder])
    listen = f"listen 127.0.0.1:{program.port} reuseport;"
    if files:
        program.scheme = "https"
        listen = NGINX_TLS.format(port=program.port, certificate=files[0], key=files[1])
    quoted = {"call": call.replace("'", "\\'"), "health": health.replace("'", "\\'")}
    pathlib.Path(folder, "conf").write_text(NGINX.format(folder=folder, listen=listen, **quoted))
    os.chmod(folder, 0o755)
    return program


def peer(kind):
    return Program(kind, [sys.executable, HERE / "peers.py", kind, "PORT"])
