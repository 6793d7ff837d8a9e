"""MCP over WebSocket with a client that others wrote, `websockets`, against the binary."""

import asyncio
import json

import pytest
import websockets
from websockets.asyncio.client import connect

from forge import CLIENT, LEGACY, exchange, get, hello, request

ON = "[server.transport.http]\nwebsocket = true\n"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "mcp",
}


@pytest.fixture
def server(start):
    return start(ON)


def talk(server, conversation, **options):
    async def run():
        async with connect(f"ws://{server.host}/ws", subprotocols=["mcp"], **options) as socket:
            return await asyncio.wait_for(conversation(socket), 20)

    return asyncio.run(run())


async def ask(socket, message):
    await socket.send(json.dumps(message))
    return json.loads(await socket.recv())


@pytest.mark.parametrize("compression", ["deflate", None])
def test_a_tool_is_called(server, compression):
    async def conversation(socket):
        assert socket.subprotocol == "mcp"
        return [await ask(socket, hello("Ada", id=id)) for id in (1, "two")]

    answers = talk(server, conversation, compression=compression)
    assert [answer["id"] for answer in answers] == [1, "two"]
    assert all(answer["result"]["content"][0]["text"] == "Hello, Ada! 👋" for answer in answers)


@pytest.mark.parametrize("version", LEGACY)
def test_the_handshake_of_older_revisions(server, version):
    async def conversation(socket):
        params = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}
        first = await ask(socket, request("initialize", params, version=version))
        await socket.send(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}))
        return first, await ask(socket, hello("Ada", id=2, version=version))

    first, second = talk(server, conversation)
    assert first["result"]["protocolVersion"] == version
    assert second["result"]["content"][0]["text"] == "Hello, Ada! 👋"


def test_long_messages_go_both_ways_in_fragments(server):
    name = "x" * 500_000
    text = json.dumps(hello(name))

    async def conversation(socket):
        await socket.send([text[at : at + 60_000] for at in range(0, len(text), 60_000)])
        return json.loads(await socket.recv())

    answer = talk(server, conversation, max_size=1 << 24)
    assert name in answer["result"]["content"][0]["text"]


def test_every_socket_gets_its_own_answers(server):
    async def one(number):
        async with connect(f"ws://{server.host}/ws", subprotocols=["mcp"]) as socket:
            for _ in range(10):
                answer = await ask(socket, hello(f"Ada {number}"))
                assert f"Ada {number}!" in answer["result"]["content"][0]["text"]

    async def run():
        await asyncio.wait_for(asyncio.gather(*(one(number) for number in range(50))), 30)

    asyncio.run(run())


@pytest.mark.parametrize(
    "send, code",
    [(b"binary", 1003), ("x" * (5 << 20), 1009)],
    ids=["binary", "too long"],
)
def test_what_is_not_taken_closes_the_socket(server, send, code):
    async def run():
        # Not closed by us once the server has: the client's transport may trip over its own end then.
        socket = await connect(f"ws://{server.host}/ws", subprotocols=["mcp"], compression=None)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.send(send)
            await socket.recv()
        return closed.value

    assert asyncio.run(asyncio.wait_for(run(), 30)).rcvd.code == code
    assert server.healthy()


def test_ping_is_answered(server):
    async def conversation(socket):
        return await (await socket.ping())

    assert talk(server, conversation) >= 0


def test_a_stopping_server_says_that_it_goes_away(server):
    async def conversation(socket):
        await ask(socket, hello())
        status = asyncio.get_running_loop().run_in_executor(None, server.stop)
        with pytest.raises(websockets.ConnectionClosed) as closed:
            await socket.recv()
        return closed.value.rcvd.code, await status

    assert talk(server, conversation) == (1001, 0)


@pytest.mark.parametrize(
    "change, status",
    [
        ({}, 101),
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Upgrade": None}, 426),
        ({"Sec-WebSocket-Protocol": None}, 400),
        ({"Sec-WebSocket-Key": "short"}, 400),
        ({"Host": "evil.example"}, 403),
        ({"Origin": "https://evil.example"}, 403),
    ],
)
def test_the_handshake_is_judged(server, change, status):
    headers = {key: value for key, value in (HANDSHAKE | change).items() if value is not None}
    answers = exchange(server.port, get("/ws", server.host, headers), expect=1)
    assert answers.statuses[0] == status
    if status == 101:
        assert answers.final.headers["sec-websocket-accept"] == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    if status == 426:
        assert answers.final.headers["sec-websocket-version"] == "13"


def test_it_is_off_unless_it_is_switched_on(start):
    server = start("")
    assert exchange(server.port, get("/ws", server.host, HANDSHAKE), expect=1).statuses == [404]
