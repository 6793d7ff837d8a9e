"""A crowd of callers, each of whom comes once: memory does not grow with them."""

import json
import os

from forge import connect, hello, post

BATCH = 500


def config(networks):
    return f"""
    [server.transport.http]
    trusted_proxies = ["{networks}"]
    [middleware.rate_limit]
    requests_per_minute = 100
    burst = 20
    [middleware.tool_limit]
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "external"
    forwarded_header = "X-Jwt-Payload"
    """


def crowd(server, connection, count):
    """Calls of `count` principals that nobody has seen before; all are answered with 200."""
    for start in range(0, count, BATCH):
        claims = [{"iss": "https://i.example", "sub": os.urandom(9).hex(), "permissions": ["tool:user"]} for _ in range(BATCH)]
        data = b"".join(post(hello(), server.host, {"X-Jwt-Payload": json.dumps(one)}) for one in claims)
        connection.sendall(data)
        answers = b""
        while answers.count(b"HTTP/1.1 ") < BATCH or not answers.endswith(b"}"):
            piece = connection.recv(1 << 20)
            assert piece, "the server closed the connection"
            answers += piece
        assert answers.count(b"HTTP/1.1 200 ") == BATCH


def test_they_leave_memory_flat(start):
    count = int(os.environ.get("MCP_FORGE_PRINCIPALS", "100000"))
    server = start(config("127.0.0.1"), waiting=False)
    with connect(server.port, timeout=30) as connection:
        # Until the tables of limits and of remembered headers are full.
        crowd(server, connection, 200_000)
        before = server.status("VmRSS")
        crowd(server, connection, count)
        after = server.status("VmRSS")
    print(f"{count} principals: {before >> 10} KiB before, {after >> 10} KiB after")
    assert after - before < 2 << 20
