"""No message goes unseen: whatever client a test uses, one that no schema allows fails it."""

import asyncio
import contextlib
import http.client
import json
import socket
import threading

import httpx2
import jsonschema
import pytest
import websockets.sync.client
import websockets.sync.server

from forge import exchange, hello, mcp_headers, post, request
from recorder import RECORDER

WRONG = {"jsonrpc": "2.0", "id": 1, "result": {"resultType": "complete", "tools": "none"}}


@contextlib.contextmanager
def noticed():
    yield
    with pytest.raises(jsonschema.ValidationError):
        RECORDER.check()
    RECORDER.check()


@pytest.fixture
def liar(schemas):
    """A server that answers whatever it is asked with a list of tools that is none."""
    listener = socket.create_server(("127.0.0.1", 0))
    body = json.dumps(WRONG).encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body

    def serve():
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                received = b""
                while b"tools/list" not in received.partition(b"\r\n\r\n")[2]:
                    received += connection.recv(1 << 16)
                connection.sendall(answer)
                connection.close()

    threading.Thread(target=serve, daemon=True).start()
    with noticed():
        yield listener.getsockname()[1]
    listener.close()


MESSAGE = request("tools/list")


def raw(port):
    assert exchange(port, post(MESSAGE, f"127.0.0.1:{port}"), expect=1).final.json == WRONG


def standard(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("POST", "/mcp", json.dumps(MESSAGE), mcp_headers(MESSAGE))
    assert json.loads(connection.getresponse().read()) == WRONG
    connection.close()


def streams(port):
    async def run():
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(post(MESSAGE, f"127.0.0.1:{port}"))
        assert json.dumps(WRONG).encode() in await reader.read()
        writer.close()

    asyncio.run(run())


def library(port):
    async def run():
        async with httpx2.AsyncClient() as client:
            answer = await client.post(f"http://127.0.0.1:{port}/mcp", json=MESSAGE, headers=mcp_headers(MESSAGE))
            assert answer.json() == WRONG

    asyncio.run(run())


@pytest.mark.parametrize("client", [raw, standard, streams, library])
def test_a_wrong_message_over_http_is_noticed(liar, client):
    client(liar)


@pytest.mark.parametrize("compression", ["deflate", None])
def test_a_wrong_message_over_websocket_is_noticed(schemas, compression):
    wrong = json.dumps(WRONG | {"padding": "x" * 2000})

    def answer(connection):
        for _ in connection:
            connection.send([wrong[:100], wrong[100:]])

    with websockets.sync.server.serve(answer, "127.0.0.1", 0, compression=compression) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.socket.getsockname()[1]
        with noticed():
            with websockets.sync.client.connect(f"ws://127.0.0.1:{port}", compression=compression) as client:
                client.send(json.dumps(MESSAGE))
                assert client.recv(5) == wrong
        server.shutdown()


def test_a_right_message_is_none_to_notice(server):
    assert exchange(server.port, post(hello(), server.host), expect=1).statuses == [200]
    RECORDER.check()
