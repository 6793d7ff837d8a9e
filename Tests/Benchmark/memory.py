"""What clients cost while nothing happens: sessions, streams, and handshakes that nobody goes on with.

usage: memory.py BINARY [COUNT]     about a minute with the default of 10,000; loopback only
"""

import json
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time

CONFIG = """
[server.transport.http]
loops = 1
[server.limits]
connections = 20000
connections_per_address = 20000
requests = 20000
memory = "1GiB"
[server.keys]
ring = ["a key that is long enough for a measurement"]
[mcp]
call_limit = 20000
calls_per_principal = 20000
session_limit = 200000
sessions_per_address = 200000
subscription_memory = "1GiB"
"""
MODERN, HANDSHAKE = "2026-07-28", "2025-11-25"


class Server:
    """The binary, and one connection to ask it on."""

    def __init__(self, binary):
        self.file = tempfile.NamedTemporaryFile("w", suffix=".toml")
        self.file.write(CONFIG)
        self.file.flush()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        arguments = ["http", "--port", str(self.port), "--config", self.file.name, "--log-level", "error"]
        self.process = subprocess.Popen([binary, *arguments])
        for _ in range(100):
            try:
                self.connection = socket.create_connection(("127.0.0.1", self.port))
                break
            except OSError:
                time.sleep(0.05)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(30)

    @property
    def resident(self):
        """KB"""
        lines = open(f"/proc/{self.process.pid}/status")
        return int(next(line for line in lines if line.startswith("VmRSS")).split()[1])

    def head(self, method, version, more=""):
        accept = "Accept: application/json, text/event-stream\r\nContent-Type: application/json\r\n"
        return f"{method} /mcp HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{accept}MCP-Protocol-Version: {version}\r\n{more}"

    def post(self, message, version=HANDSHAKE, more=""):
        body = json.dumps(message)
        return (self.head("POST", version, more) + f"Content-Length: {len(body)}\r\n\r\n{body}").encode()

    def ask(self, data):
        """The head and the body of the answer."""
        self.connection.sendall(data)
        answer = b""
        while True:
            answer += self.connection.recv(65536)
            head, end, body = answer.partition(b"\r\n\r\n")
            length = re.search(rb"(?i)content-length: (\d+)", head)
            if end and length and len(body) >= int(length[1]):
                return head, body

    def stream(self, data, until):
        connection = socket.create_connection(("127.0.0.1", self.port))
        connection.sendall(data)
        answer = b""
        while until not in answer:
            piece = connection.recv(4096)
            assert piece, answer
            answer += piece
        return connection

    def initialize(self):
        info = {"name": "memory", "version": "1"}
        params = {"protocolVersion": HANDSHAKE, "capabilities": {}, "clientInfo": info}
        message = {"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": params}
        head, _ = self.ask(self.post(message))
        return "Mcp-Session-Id: " + re.search(rb"(?i)mcp-session-id: (\S+)", head)[1].decode() + "\r\n"


def abandoned(server):
    server.initialize()


def remembered(server):
    session = server.initialize()
    for method, params in (("logging/setLevel", {"level": "error"}), ("resources/subscribe", {"uri": "about://server"})):
        message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
        _, body = server.ask(server.post(message, more=session))
        assert b'"result"' in body, body


def listening(server):
    """The GET stream of a session."""
    session = server.initialize()
    return server.stream(server.head("GET", HANDSHAKE, session).encode() + b"\r\n", b"retry")


def subscribed(server):
    """`subscriptions/listen`"""
    meta = {"io.modelcontextprotocol/protocolVersion": MODERN, "io.modelcontextprotocol/clientCapabilities": {}}
    params = {"notifications": {"toolsListChanged": True}, "_meta": meta}
    message = {"jsonrpc": "2.0", "id": 7, "method": "subscriptions/listen", "params": params}
    return server.stream(server.post(message, MODERN, "Mcp-Method: subscriptions/listen\r\n"), b"acknowledged")


def measure(binary, name, step, count):
    """KB for each, beyond what the first two hundred took."""
    with Server(binary) as server:
        kept = [step(server) for _ in range(200)]
        before = server.resident
        kept += [step(server) for _ in range(count)]
        after = server.resident
        print(f"{name:58} {(after - before) / count:6.2f} KB each, {count} of them: {before} -> {after} KB", flush=True)
        for connection in kept:
            if connection:
                connection.close()


def main():
    binary, count = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    resource.setrlimit(resource.RLIMIT_NOFILE, (count + 1000, max(count + 1000, resource.getrlimit(resource.RLIMIT_NOFILE)[1])))
    measure(binary, "initialize, and nothing after it", abandoned, count * 10)
    measure(binary, "session with a level and a subscription", remembered, count)
    measure(binary, "idle stream of a session (GET)", listening, count)
    measure(binary, "idle subscriptions/listen", subscribed, count)


if __name__ == "__main__":
    main()
