"""A running server, and the bytes to talk to it with: no client library in between."""

import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
from dataclasses import dataclass, field

from configuration_schema import violations
from schemas import MODERN, WIRE, Channel
from wire_format import chunked, responses

LEGACY = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]
CLIENT = {"name": "integration", "version": "1.0.0"}
META = {
    "io.modelcontextprotocol/protocolVersion": MODERN,
    "io.modelcontextprotocol/clientInfo": CLIENT,
    "io.modelcontextprotocol/clientCapabilities": {},
}


class Server:
    """The binary as a process that serves on a port it picked itself."""

    def __init__(self, binary, *arguments, config=None, folder=None, prepare=None, environment=None, host="127.0.0.1"):
        command = [str(binary), "http", "--host", host, "--port", "0", *arguments]
        if config is not None:
            path = folder / "config.toml"
            path.write_text(config)
            command += ["--config", str(path)]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            preexec_fn=prepare,
            env=clean_environment() | (environment or {}),
            cwd=folder or "/",
        )
        self.log = []
        self.started = threading.Event()
        self.port = None
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        if not self.started.wait(20) or self.port is None:
            self.process.kill()
            raise AssertionError("the server did not start:\n" + "\n".join(self.log))
        if config is not None and (wrong := violations(config)):
            self.process.kill()
            raise AssertionError("the schema for editors refuses what the server takes:\n" + "\n".join(wrong))

    def _read(self):
        for line in self.process.stderr:
            text = line.decode("utf-8", "replace").rstrip()
            self.log.append(text)
            found = re.search(r"https?://[^\s\"/]*:(\d+)", text.replace("\\/", "/"))
            if self.port is None and found:
                self.port = int(found.group(1))
                self.started.set()
        self.started.set()

    @property
    def pid(self):
        return self.process.pid

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    @property
    def url(self):
        return f"http://{self.host}/mcp"

    @property
    def alive(self):
        return self.process.poll() is None

    def status(self, key):
        """A figure of /proc/PID/status, such as VmHWM, in bytes."""
        for line in open(f"/proc/{self.pid}/status"):
            if line.startswith(key + ":"):
                return int(line.split()[1]) * 1024
        raise KeyError(key)

    def cpu(self):
        """User and system time so far, seconds."""
        fields = open(f"/proc/{self.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def healthy(self):
        answer = exchange(self.port, get("/health", self.host), expect=1, patience=3)
        return answer.statuses == [200]

    def says(self, text):
        """Whether a line of its log comes to hold `text`."""
        return until(lambda: any(text in line for line in self.log))

    def has_read(self, connection):
        """Whether it comes to have taken in all that was sent on a connection, or has closed it."""
        return until(lambda: not unread(self.port, connection.getsockname()[1]))

    def has_cut(self, connection):
        """Whether it comes to have closed a connection."""
        return until(lambda: unread(self.port, connection.getsockname()[1]) is None)

    def stop(self, patience=30):
        """Asks it to stop as a service manager does; returns its exit status. Its log is whole then."""
        if self.alive:
            self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(patience)
            self.reader.join(patience)
            return status
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise AssertionError("the server did not stop in time:\n" + "\n".join(self.log[-20:])) from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.alive:
            self.process.kill()
        self.process.wait()


def until(condition, patience=20):
    """Whether `condition` comes true; what it was at last."""
    end = time.monotonic() + patience
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.01)
    return found


def unread(port, client):
    """Bytes that a server on 127.0.0.1 has not yet taken from a client's port; `None` where the two are not connected."""
    ends = f"0100007F:{port:04X} 0100007F:{client:04X} 01"
    for line in open("/proc/net/tcp"):
        fields = line.split()
        if " ".join(fields[1:4]) == ends:
            return int(fields[4].split(":")[1], 16)
    return None


def clean_environment():
    """The environment without what would configure the server."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("MCP_FORGE", "CONFIG_FILE"))}


# Messages


def request(method, params=None, id=1, version=MODERN):
    message = {"jsonrpc": "2.0", "id": id, "method": method}
    params = dict(params or {})
    if version == MODERN:
        params["_meta"] = META | params.get("_meta", {})
    if params or version == MODERN:
        message["params"] = params
    return message


def tool(name, arguments=None, id=1, version=MODERN):
    return request("tools/call", {"name": name, "arguments": arguments or {}}, id, version)


def hello(name="Ada", id=1, version=MODERN):
    return tool("hello_world", {"name": name}, id, version)


def mcp_headers(message, version=MODERN):
    """The header fields that a well-behaved client of `version` sends with `message`."""
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    if version == MODERN:
        params = message.get("params", {})
        headers |= {"MCP-Protocol-Version": MODERN, "Mcp-Method": message["method"]}
        if message["method"] in ("tools/call", "prompts/get"):
            headers["Mcp-Name"] = params["name"]
        elif message["method"] == "resources/read":
            headers["Mcp-Name"] = params["uri"]
    elif version >= "2025-06-18" and message["method"] != "initialize":
        headers["MCP-Protocol-Version"] = version
    return headers


def lines(start, host, headers):
    return (start + "\r\n" + "".join(f"{k}: {v}\r\n" for k, v in ({"Host": host} | headers).items()) + "\r\n").encode()


def get(path, host, headers=None, method="GET"):
    return lines(f"{method} {path} HTTP/1.1", host, headers or {})


def post(message, host, headers=None, path="/mcp", version=MODERN, chunks=None):
    """The bytes of a POST; `chunks` sends the body in pieces of those sizes, repeated."""
    body = message if isinstance(message, bytes) else json.dumps(message, separators=(",", ":")).encode()
    fields = {} if isinstance(message, (bytes, list)) else mcp_headers(message, version)
    fields |= headers or {}
    if chunks is None:
        fields["Content-Length"] = len(body)
    else:
        fields["Transfer-Encoding"] = "chunked"
        body = chunked(body, chunks)
    return lines(f"POST {path} HTTP/1.1", host, {k: v for k, v in fields.items() if v is not None}) + body


# Exchanges


@dataclass
class Answers:
    """Everything that came back on one connection, and whether the server closed it."""

    responses: list = field(default_factory=list)
    closed: bool = False
    raw: bytes = b""

    @property
    def statuses(self):
        return [response.status for response in self.responses]

    @property
    def final(self):
        return self.responses[-1]


def connect(port, timeout=5):
    connection = socket.create_connection(("127.0.0.1", port), timeout=timeout)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def exchange(port, data, *, expect=None, patience=0.25, pieces=None):
    """Sends bytes and reads until the server closes, `expect` final responses are there and nothing follows, or
    nothing comes for `patience` seconds."""
    with connect(port) as connection:
        try:
            for piece in pieces or [data]:
                connection.sendall(piece)
        except OSError:
            pass
        return receive(connection, data, expect=expect, patience=patience)


def receive(connection, data=b"", *, expect=None, patience=0.25, first=5):
    answers = Answers()
    methods = [data[:8].split(b" ", 1)[0].decode("latin-1")]
    deadline = time.monotonic() + 20
    connection.settimeout(first)
    while time.monotonic() < deadline:
        try:
            piece = connection.recv(1 << 16)
        except TimeoutError:
            break
        except OSError:
            answers.closed = True
            break
        if not piece:
            answers.closed = True
            break
        answers.raw += piece
        answers.responses = whole(answers.raw, methods)
        if expect is not None and len(answers.responses) >= expect:
            break
        connection.settimeout(patience)
    answers.responses = whole(answers.raw, methods)
    return answers


def whole(data, methods):
    return [response for response in responses(data, methods) if response.whole]


def call(server, message, *, version=MODERN, headers=None, path="/mcp"):
    """One message over a connection of its own; its response."""
    data = post(message, server.host, headers, path=path, version=version)
    answers = exchange(server.port, data, expect=1, patience=15)
    assert answers.responses, f"no answer; log:\n" + "\n".join(server.log[-5:])
    return answers.responses[0]


class Pipe:
    """The binary over standard streams."""

    def __init__(self, binary, *arguments):
        self.process = subprocess.Popen(
            [str(binary), "stdio", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=clean_environment(),
            cwd="/",
        )
        self.channel = Channel(WIRE)
        self.errors = []
        threading.Thread(target=lambda: self.errors.extend(self.process.stderr), daemon=True).start()

    def send(self, message):
        data = message if isinstance(message, bytes) else json.dumps(message, separators=(",", ":")).encode()
        self.channel.sent(data)
        self.process.stdin.write(data + b"\n")
        self.process.stdin.flush()

    def receive(self):
        line = self.process.stdout.readline()
        assert line, "standard output ended:\n" + b"".join(self.errors).decode()
        self.channel.received(line)
        return json.loads(line)

    def ask(self, message):
        self.send(message)
        return self.receive()

    def finish(self):
        """Ends the input; the exit status and what was still written."""
        self.process.stdin.close()
        rest = self.process.stdout.read()
        for line in rest.splitlines():
            self.channel.received(line)
        return self.process.wait(10), rest

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
