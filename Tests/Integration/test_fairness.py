"""What everybody shares, one caller or one stranger cannot take: others are served all the while."""

import collections
import contextlib
import hashlib
import json
import socket
import struct
import time

from websockets.sync.client import connect as web_socket

from forge import CLIENT, call, connect, get, hello, lines, mcp_headers, post, receive, request, tool, until

MIB = 1 << 20
TOKENS = """
[middleware.jwt]
enabled = true
[middleware.jwt.validation]
strategy = "local"
{tokens}"""


def entry(name):
    digest = hashlib.sha256(f"{name}-0123456789abcdef0123456789abcdef".encode()).hexdigest()
    return f'[[middleware.jwt.validation.tokens]]\nname = "{name}"\nsha256 = "{digest}"\nscopes = ["tool:user"]\n'


TOKENS = TOKENS.format(tokens=entry("alice") + entry("bob"))
ALICE = {"Authorization": "Bearer alice-0123456789abcdef0123456789abcdef"}
BOB = {"Authorization": "Bearer bob-0123456789abcdef0123456789abcdef"}


def reach(server, host):
    """A connection from another address of this machine."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=10, source_address=(host, 0))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def unfinished(server, host, size, headers):
    """A request of which all has come but the last byte, and what was answered so far."""
    connection = reach(server, host)
    fields = mcp_headers(hello()) | headers | {"Content-Length": size}
    connection.settimeout(0.2)
    got = b""
    try:
        connection.sendall(lines("POST /mcp HTTP/1.1", server.host, fields) + b" " * (size - 1))
        got = connection.recv(4096)
    except TimeoutError:
        pass
    except OSError:
        got = b"reset"
    return connection, got.split(b"\r\n")[0]


def fill(server, host, headers):
    """Sends bodies that do not end, ever smaller ones, until nothing more is taken."""
    held = []
    for size in (4 * MIB, MIB, 256 << 10, 64 << 10, 16 << 10):
        for _ in range(80):
            connection, got = unfinished(server, host, size, headers)
            if got:
                connection.close()
                break
            held.append(connection)
    return held


def test_unfinished_bodies_of_one_address_leave_everybody_else_alone(start):
    server = start(TOKENS, waiting=False)
    held = fill(server, "127.0.0.2", ALICE)
    assert 10 < len(held) < 160
    large = tool("hello_world", {"name": "x" * 1_000_000})
    assert [call(server, message, headers=BOB).status for message in (hello(), large) for _ in range(3)] == [200] * 6
    assert server.healthy()
    # Their own address has what is small all the same, and the rest once they are gone.
    with reach(server, "127.0.0.2") as connection:
        connection.sendall(post(hello(), server.host, ALICE))
        assert receive(connection, expect=1, first=5).statuses == [200]
    _, got = unfinished(server, "127.0.0.2", 4 * MIB, ALICE)
    assert got.startswith(b"HTTP/1.1 503 ")
    for connection in held:
        connection.close()
    def fits():
        with reach(server, "127.0.0.2") as connection:
            connection.sendall(post(large, server.host, ALICE))
            return receive(connection, expect=1, first=5).statuses == [200]
    assert until(fits)


def test_unfinished_bodies_of_many_addresses_leave_small_requests_and_probes_alone(start):
    server = start('[server.limits]\nmemory = "32MiB"\n' + TOKENS, waiting=False)
    held = [connection for host in range(2, 9) for connection in fill(server, f"127.0.0.{host}", ALICE)]
    assert held
    assert [call(server, hello("x" * 8_000), headers=BOB).status for _ in range(5)] == [200] * 5
    assert server.healthy()
    assert call(server, hello("x" * MIB), headers=BOB).status == 503
    for connection in held:
        connection.close()


def test_a_stranger_cannot_make_the_server_read_a_large_body(start):
    server = start(TOKENS, waiting=False)
    before = server.status("VmRSS")
    connections = [unfinished(server, "127.0.0.2", 4 * MIB, {}) for _ in range(64)]
    assert {got for _, got in connections} <= {b"HTTP/1.1 401 Unauthorized", b"reset"}
    assert server.status("VmRSS") - before < 32 * MIB
    with connect(server.port) as connection:
        fields = mcp_headers(hello()) | {"Content-Length": 4 * MIB, "Expect": "100-continue"}
        connection.sendall(lines("POST /mcp HTTP/1.1", server.host, fields))
        answers = receive(connection, patience=5)
        assert answers.statuses == [401] and answers.closed
        assert answers.final.headers["www-authenticate"].startswith("Bearer")
    for connection, _ in connections:
        connection.close()


def frame(opcode, payload, final):
    """A frame of a client, masked with zeros."""
    size = len(payload)
    length = bytes([0x80 | size]) if size < 126 else b"\xfe" + struct.pack("!H", size) if size < 65536 else b"\xff" + struct.pack("!Q", size)
    return bytes([(0x80 if final else 0) | opcode]) + length + b"\0\0\0\0" + payload


def test_a_websocket_message_that_never_ends_is_cut(start):
    server = start('[server.limits]\nrequest_time = "1s"\n[server.transport.http]\nwebsocket = true\n' + TOKENS, waiting=False)
    handshake = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    handshake |= {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol": "mcp"}
    sockets = []
    for _ in range(4):
        connection = reach(server, "127.0.0.2")
        connection.sendall(get("/ws", server.host, ALICE | handshake))
        assert connection.recv(4096).startswith(b"HTTP/1.1 101 ")
        connection.sendall(frame(1, b" " * MIB, False))
        sockets.append(connection)
    begin = time.monotonic()
    open_ones = set(sockets)
    while open_ones and time.monotonic() - begin < 10:
        for connection in list(open_ones):
            try:
                connection.sendall(frame(0, b"", False) + frame(10, b"", True))
                connection.settimeout(0.05)
                if connection.recv(4096)[:4] in (b"\x88\x02\x03\xf0", b""):
                    open_ones.discard(connection)
            except TimeoutError:
                pass
            except OSError:
                open_ones.discard(connection)
        time.sleep(0.1)
    assert not open_ones and time.monotonic() - begin > 0.8
    for connection in sockets:
        connection.close()


def test_one_caller_does_not_take_all_calls_through_many_websockets(start):
    server = start("[server.transport.http]\nwebsocket = true\n" + TOKENS)
    stack = contextlib.ExitStack()
    url, options = f"ws://{server.host}/ws", {"additional_headers": ALICE, "subprotocols": ["mcp"]}
    sockets = [stack.enter_context(web_socket(url, **options)) for _ in range(17)]
    for socket in sockets:
        for id in range(64):
            socket.send(json.dumps(tool("slow", {"ms": 30_000}, id=id)))
    refused = collections.Counter()
    for socket in sockets:
        while refused.total() < 17 * 64 - 256:
            try:
                answer = json.loads(socket.recv(timeout=0.3))
            except TimeoutError:
                break
            refused[answer["error"]["code"], answer["error"]["message"]] += 1
    assert refused == {(503, "Too many of your calls are running; try again later"): 17 * 64 - 256}
    assert [call(server, hello(), headers=BOB).status for _ in range(5)] == [200] * 5
    answer = call(server, hello(), headers=ALICE)
    assert answer.status == 503 and "retry-after" in answer.headers
    stack.close()
    assert until(lambda: call(server, hello(), headers=ALICE).status == 200)


def test_one_caller_does_not_take_all_subscriptions(start):
    server = start('[demo]\nenabled = true\n[mcp]\nsubscription_memory = "1MiB"\n' + TOKENS, waiting=False)
    version = "2025-11-25"
    opening = request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}, version=version)

    def session(caller):
        answer = call(server, opening, version=version, headers=caller)
        return caller | {"Mcp-Session-Id": answer.headers["mcp-session-id"]}

    def subscribe(headers, uri):
        return call(server, request("resources/subscribe", {"uri": uri}, version=version), version=version, headers=headers).status

    statuses = collections.Counter()
    for number in range(22):
        headers = session(ALICE)
        statuses.update(subscribe(headers, f"echo://{number}-{part}-" + "x" * 3200) for part in range(16))
        if statuses[503]:
            break
    # An eighth, of URIs of about 3.2 kB and what a set takes for each.
    assert set(statuses) == {200, 503} and statuses[200] == (128 << 10) // (3211 + 64), statuses
    assert subscribe(session(BOB), "echo://bob") == 200
