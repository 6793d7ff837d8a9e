"""A hundred clients that are alike in everything but their words: all use `id: 1` and one progress token, their answers
come in any order, and their streams are cut at any byte. Nobody ever sees another's word, and what a cut took away comes
again, once. The generator is seeded: what is cut, and where, is the same in each run."""

import asyncio
import json
import random
import re

import pytest
from websockets.asyncio.client import connect as connect_socket

from forge import CLIENT, META, MODERN, mcp_headers

CLIENTS = 100
CALLS = 3
TIMES = 4
TOKEN = "the same for everybody"
WORD = re.compile(rb"canary-\d+-\d+-[0-9a-f]{16}")
CONFIG = "[server.transport.http]\nwebsocket = true\n[server.limits]\nconnections_per_address = 2048\n"


class Stream:
    """One exchange over a connection of its own, event by event."""

    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer
        self.raw = b""

    @classmethod
    async def open(cls, server, method, headers, message=None):
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        body = json.dumps(message).encode() if message else b""
        fields = {"Host": server.host, "Connection": "close", "Content-Length": len(body)} | headers
        head = f"{method} /mcp HTTP/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(head.encode() + b"\r\n" + body)
        self = cls(reader, writer)
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 20)
        start, *lines = head.decode().split("\r\n")[:-2]
        self.status = int(start.split()[1])
        self.headers = {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}
        return self

    async def body(self):
        """All of it; nothing is left to read."""
        if self.headers.get("transfer-encoding") != "chunked":
            self.raw = await self.reader.readexactly(int(self.headers.get("content-length", 0)))
        else:
            while piece := await self.chunk():
                self.raw += piece
        self.close()
        return self.raw

    async def chunk(self):
        size = int(await asyncio.wait_for(self.reader.readuntil(b"\r\n"), 20), 16)
        return (await self.reader.readexactly(size + 2))[:-2]

    async def events(self):
        """Each event as `(id, message)`; the message is `None` for one without data. A JSON text is one event."""
        if self.headers.get("content-type") == "application/json":
            yield "", json.loads(await self.body())
            return
        rest = b""
        while piece := await self.chunk():
            self.raw += piece
            rest += piece
            while b"\n\n" in rest:
                event, rest = rest.split(b"\n\n", 1)
                fields = dict(line.split(b":", 1) for line in event.split(b"\n") if not line.startswith(b":"))
                if fields:
                    data = fields.get(b"data", b"").strip()
                    yield fields.get(b"id", b"").strip().decode(), json.loads(data) if data else None
        self.close()

    def close(self):
        """Leaves, at this byte: what the server still sends is answered with a reset."""
        self.writer.transport.abort()


def only(raw, word):
    """No word but this one stands in what came."""
    assert set(WORD.findall(raw)) <= {word.encode()}, f"{set(WORD.findall(raw))} came to {word}"


def canary(client, call, chance):
    return f"canary-{client}-{call}-{chance.getrandbits(64):016x}"


def call_of(word, chance, version, **more):
    meta = {"progressToken": TOKEN}
    if version == MODERN:
        capabilities = {"io.modelcontextprotocol/clientCapabilities": {"elicitation": {}}}
        meta |= META | capabilities | {"io.modelcontextprotocol/logLevel": "info"}
    arguments = {"word": word, "ms": chance.randrange(0, 12), "times": TIMES} | more
    params = {"name": "canary", "arguments": arguments, "_meta": meta}
    return {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params}


def what_a_call_says(word):
    """Everything, in order: progress and log in turn, and then the result."""
    said = [message for time in range(1, TIMES + 1) for message in (("progress", time, word), ("log", word))]
    return [*said, ("result", f"{word} {word} {word}")]


def said(message):
    params = message.get("params", {})
    if message.get("method") == "notifications/progress":
        assert params["progressToken"] == TOKEN
        return "progress", params["progress"], params["message"]
    if message.get("method") == "notifications/message":
        return "log", params["data"]
    assert message["id"] == 1 and "result" in message, message
    return "result", message["result"]["content"][0]["text"]


def everybody(talk, server):
    """All clients at once, each with chance of its own."""

    async def run():
        await asyncio.gather(*(talk(server, number, random.Random(number)) for number in range(CLIENTS)))

    asyncio.run(asyncio.wait_for(run(), 120))
    assert server.healthy()


@pytest.fixture
def server(start):
    return start(CONFIG)


async def modern(server, number, chance):
    """A client of 2026-07-28: leaving cancels, so a call that was cut is made anew."""
    for call in range(CALLS):
        word = canary(number, call, chance)
        message = call_of(word, chance, MODERN, asks=chance.random() < 0.3)
        while True:
            stream = await Stream.open(server, "POST", mcp_headers(message), message)
            assert stream.status == 200
            leaves_after = chance.randrange(2 * TIMES) if chance.random() < 0.4 else None
            heard, question = [], None
            async for _, incoming in stream.events():
                if incoming.get("result", {}).get("resultType") == "input_required":
                    question = incoming["result"]
                    break
                heard.append(said(incoming))
                if leaves_after is not None and len(heard) > leaves_after:
                    break
            stream.close()
            only(stream.raw, word)
            if question:
                (asked,) = question["inputRequests"].values()
                assert asked["params"]["message"] == f"{word}?"
                answer = {"word": {"action": "accept", "content": {"word": word}}}
                message["params"] |= {"inputResponses": answer, "requestState": question["requestState"]}
            elif heard and heard[-1][0] == "result":
                assert heard == what_a_call_says(word)
                break
            else:
                assert heard == what_a_call_says(word)[: len(heard)]


def legacy(version):
    """A client with a session: leaving cancels nothing, and what it missed comes when it is back."""

    async def talk(server, number, chance):
        hello = {"protocolVersion": version, "capabilities": {"elicitation": {}}, "clientInfo": CLIENT}
        message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
        plain = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        opening = await Stream.open(server, "POST", plain, message)
        await opening.body()
        headers = plain | {"MCP-Protocol-Version": version, "Mcp-Session-Id": opening.headers["mcp-session-id"]}
        for call in range(CALLS):
            word = canary(number, call, chance)
            message = call_of(word, chance, version, asks=version >= "2025-06-18" and chance.random() < 0.3)
            await one_call(server, headers, message, word, chance)

    async def one_call(server, headers, message, word, chance):
        heard, last = [], None
        stream = await Stream.open(server, "POST", headers, message)
        while not heard or heard[-1][0] != "result":
            assert stream.status == 200
            leaves_after = chance.randrange(2 * TIMES) if chance.random() < 0.6 else None
            async for id, incoming in stream.events():
                last = id or last
                if incoming is None:
                    continue
                if incoming.get("method") == "elicitation/create":
                    assert incoming["params"]["message"] == f"{word}?"
                    await answer(server, headers, incoming, word)
                    continue
                heard.append(said(incoming))
                if leaves_after is not None and last:
                    leaves_after -= 1
                    if leaves_after < 0:
                        break
            stream.close()
            only(stream.raw, word)
            if heard and heard[-1][0] == "result":
                break
            # Back at the place where it was cut off.
            stream = await Stream.open(server, "GET", headers | {"Last-Event-ID": last, "Accept": "text/event-stream"})
        assert heard == what_a_call_says(word), "nothing is lost, and nothing comes twice"

    async def answer(server, headers, question, word):
        result = {"action": "accept", "content": {"word": word}}
        reply = await Stream.open(server, "POST", headers, {"jsonrpc": "2.0", "id": question["id"], "result": result})
        await reply.body()
        assert reply.status == 202

    return talk


async def sessionless(server, number, chance):
    """A client that opens nothing: its answer is one JSON text."""
    for call in range(CALLS):
        word = canary(number, call, chance)
        message = call_of(word, chance, "2025-06-18")
        stream = await Stream.open(server, "POST", mcp_headers(message, "2025-06-18"), message)
        if chance.random() < 0.2:
            stream.close()
            continue
        raw = await stream.body()
        only(raw, word)
        assert [said(json.loads(raw))] == what_a_call_says(word)[-1:]


async def socket(server, number, chance):
    """A client of 2026-07-28 on a WebSocket, of which one in three is left in the middle of a call."""
    for call in range(CALLS):
        word = canary(number, call, chance)
        message = call_of(word, chance, MODERN)
        leaves = chance.random() < 0.3
        async with connect_socket(f"ws://{server.host}/ws", subprotocols=["mcp"]) as connection:
            await connection.send(json.dumps(message))
            heard = []
            while not heard or heard[-1][0] != "result":
                text = await asyncio.wait_for(connection.recv(), 20)
                only(text.encode(), word)
                heard.append(said(json.loads(text)))
                if leaves and len(heard) == TIMES:
                    connection.transport.abort()
                    break
            assert heard == what_a_call_says(word)[: len(heard)]


@pytest.mark.parametrize(
    "talk",
    [modern, legacy("2025-03-26"), legacy("2025-06-18"), legacy("2025-11-25"), sessionless, socket],
    ids=["2026-07-28", "2025-03-26", "2025-06-18", "2025-11-25", "without a session", "WebSocket"],
)
def test_nobody_sees_what_is_meant_for_another(server, talk):
    everybody(talk, server)


def test_clients_of_both_eras_do_not_see_each_other_either(server):
    kinds = [modern, legacy("2025-11-25"), sessionless, socket, legacy("2025-03-26")]
    everybody(lambda server, number, chance: kinds[number % len(kinds)](server, number, chance), server)


@pytest.mark.parametrize("version", ["2025-03-26", "2025-11-25"])
def test_beyond_what_is_kept_the_answer_is_404_and_a_client_begins_anew(start, version):
    server = start('[mcp]\nreplay_limit = "16KiB"\n')

    async def run():
        hello = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}
        opening_message = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}
        plain = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}

        async def begin():
            opening = await Stream.open(server, "POST", plain, opening_message)
            await opening.body()
            return plain | {"MCP-Protocol-Version": version, "Mcp-Session-Id": opening.headers["mcp-session-id"]}

        async def come_back(headers, id):
            return await Stream.open(server, "GET", headers | {"Last-Event-ID": id, "Accept": "text/event-stream"})

        headers = await begin()
        chance = random.Random(7)
        word = canary(0, 0, chance)
        message = call_of(word, chance, version, ms=5, times=20, padding=1000)
        stream = await Stream.open(server, "POST", headers, message)
        ids = []
        async for id, incoming in stream.events():
            if incoming is not None:
                ids.append(id)
            if len(ids) == 2:
                break
        stream.close()
        # 40 messages of 1 KB follow, of which 16 KiB are kept.
        for _ in range(200):
            again = await come_back(headers, ids[0])
            again.close()
            if again.status == 404:
                break
            await asyncio.sleep(0.02)
        assert again.status == 404
        headers = await begin()
        done = await Stream.open(server, "POST", headers, call_of(word, chance, version))
        heard = [said(incoming) async for _, incoming in done.events() if incoming is not None]
        assert heard == what_a_call_says(word)

    asyncio.run(asyncio.wait_for(run(), 60))
