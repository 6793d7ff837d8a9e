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

from schemas import MODERN, WIRE, Channel

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
        threading.Thread(target=self._read, daemon=True).start()
        if not self.started.wait(20) or self.port is None:
            self.process.kill()
            raise AssertionError("the server did not start:\n" + "\n".join(self.log))

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

    def stop(self, patience=15):
        """Asks it to stop as a service manager does; returns its exit status."""
        if self.alive:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(patience)
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


def chunked(body, sizes=(16,)):
    pieces, at, turn = [], 0, 0
    while at < len(body):
        piece = body[at : at + sizes[turn % len(sizes)]]
        pieces.append(b"%x\r\n%s\r\n" % (len(piece), piece))
        at, turn = at + len(piece), turn + 1
    return b"".join(pieces) + b"0\r\n\r\n"


# Exchanges


@dataclass
class Response:
    status: int
    headers: dict
    body: bytes

    @property
    def json(self):
        """The JSON body, or the last event of an event stream."""
        if self.headers.get("content-type", "").startswith("text/event-stream"):
            return self.events[-1]
        return json.loads(self.body)

    @property
    def events(self):
        return [json.loads(line[5:]) for line in self.body.decode().splitlines() if line.startswith("data:")]


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
    heads = [part.split(b" ", 1)[0] for part in [data[:8]]]
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
        answers.responses = parse(answers.raw, heads)
        if expect is not None and len(answers.responses) >= expect:
            break
        connection.settimeout(patience)
    answers.responses = parse(answers.raw, heads)
    for request, response in conversation(data, answers.raw):
        WIRE.over_http(request.headers, request.body, response.headers, response.body)
    return answers


def parse(data, methods=()):
    """The complete responses at the front of `data`; interim ones (1xx) count as responses."""
    responses = []
    while b"\r\n\r\n" in data:
        head, rest = data.split(b"\r\n\r\n", 1)
        start, *fields = head.decode("latin-1").split("\r\n")
        status = int(start.split(" ")[1])
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in fields)}
        bodiless = status < 200 or status in (204, 304) or (not responses and methods and methods[0] == b"HEAD")
        if bodiless:
            body, data = b"", rest
        elif headers.get("transfer-encoding") == "chunked":
            read = dechunk(rest)
            if read is None:
                break
            body, data = read
        else:
            length = int(headers.get("content-length", 0))
            if len(rest) < length:
                break
            body, data = rest[:length], rest[length:]
        responses.append(Response(status, headers, body))
    return responses


def conversation(sent, received):
    """The requests of a connection with their responses, as far as both have come. Of what is not understood, what
    follows is left out."""
    try:
        requests = requests_in(sent)
        responses = [response for response in parse(received) if response.status >= 200]
        rest = unfinished(received)
    except (ValueError, IndexError):
        return []
    responses += [rest] if rest else []
    if not requests:
        requests = [Response(0, {}, b"") for _ in responses]
    return list(zip(requests, responses))


def requests_in(data):
    """Requests in the shape of responses; their status is 0."""
    found = []
    while b"\r\n\r\n" in data:
        head, rest = data.split(b"\r\n\r\n", 1)
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in head.decode("latin-1").split("\r\n")[1:])}
        if headers.get("transfer-encoding") == "chunked":
            body, data = dechunk(rest) or (rest, b"")
        else:
            length = int(headers.get("content-length", 0))
            body, data = rest[:length], rest[length:]
        found.append(Response(0, headers, body))
    return found


def unfinished(data):
    """The response that is still coming, if one is: an event stream, or one that was cut."""
    while b"\r\n\r\n" in data:
        head, rest = data.split(b"\r\n\r\n", 1)
        start, *fields = head.decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, v in (line.split(":", 1) for line in fields)}
        if headers.get("transfer-encoding") != "chunked":
            data = rest[int(headers.get("content-length", 0)) :]
        elif (whole := dechunk(rest)) is not None:
            data = whole[1]
        else:
            return Response(int(start.split(" ")[1]), headers, dechunk_all(rest))
    return None


def dechunk_all(data):
    body = b""
    while b"\r\n" in data:
        size, rest = data.split(b"\r\n", 1)
        length = int(size.split(b";")[0], 16)
        body, data = body + rest[:length], rest[length + 2 :]
    return body


def dechunk(data):
    body = b""
    while b"\r\n" in data:
        size, rest = data.split(b"\r\n", 1)
        length = int(size.split(b";")[0], 16)
        if len(rest) < length + 2:
            return None
        body, data = body + rest[:length], rest[length + 2 :]
        if length == 0:
            return body, data
    return None


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
