"""What is measured, and the bytes it is measured with."""

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
from forge import exchange, hello, mcp_headers, tool  # noqa: E402
from processes import SERVER_CORE, pinned  # noqa: E402

HERE = pathlib.Path(__file__).parent
ROOT = HERE.parent.parent
RELEASE = ROOT / ".build/release"
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; default_type application/json;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port} reuseport; location /mcp {{ return 200 '{call}'; }} location /health {{ return 200 '{health}'; }} }}
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
    def of(message, expected):
        headers = mcp_headers(message) | {"Authorization": "Bearer test-token-0123456789abcdef"}
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


@dataclass
class Program:
    """A server process on core 0."""

    name: str
    command: list
    port: int = field(default_factory=free_port)
    process: subprocess.Popen = None

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

    def answer(self, load):
        return exchange(self.port, load.bytes(self.port), expect=1, patience=5).final


def forge(binary, name):
    folder = pathlib.Path(tempfile.mkdtemp())
    config = folder / "config.toml"
    config.write_text("[server.transport.http]\nloops = 1\n")
    return Program(name, [RELEASE / binary, "http", "--config", config, "--port", "PORT", "--log-level", "warning"])


def nginx(call, health):
    """nginx that returns exactly these bodies."""
    folder = tempfile.mkdtemp()
    program = Program("nginx", [shutil.which("nginx") or "/usr/sbin/nginx", "-c", f"{folder}/conf", "-p", folder])
    quoted = {"call": call.replace("'", "\\'"), "health": health.replace("'", "\\'")}
    pathlib.Path(folder, "conf").write_text(NGINX.format(folder=folder, port=program.port, **quoted))
    os.chmod(folder, 0o755)
    return program


def peer(kind):
    return Program(kind, [sys.executable, HERE / "peers.py", kind, "PORT"])
