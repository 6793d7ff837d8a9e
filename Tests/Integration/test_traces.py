"""Traces at a receiver that others wrote (ddapm-test-agent), and at one that hangs."""

import asyncio
import base64
import json
import pathlib
import re
import socket
import statistics
import subprocess
import sys
import threading
import time
import urllib.request

import pytest
from google.protobuf import json_format
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from websockets.asyncio.client import connect

from forge import Pipe, call, exchange, get, hello, post, request, tool
from providers import free_port

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
OTHER = "0af7651916cd43dd8448eb211c80319c"
META = {"traceparent": f"00-{OTHER}-b7ad6b7169203331-01", "tracestate": "a=1"}


class Receiver:
    """A process that takes traces and shows what came."""

    def __init__(self):
        port, others = free_port(), [free_port(), free_port()]
        program = pathlib.Path(sys.executable).parent / "ddapm-test-agent"
        words = [program, "--host", "127.0.0.1", "--port", others[0], "--otlp-http-port", port, "--otlp-grpc-port", others[1]]
        self.process = subprocess.Popen([str(word) for word in words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.url = f"http://127.0.0.1:{port}"
        for _ in range(300):
            try:
                self.ask("clear")
                return
            except OSError:
                assert self.process.poll() is None, "the receiver did not start"
                time.sleep(0.1)
        raise AssertionError("the receiver does not answer")

    def ask(self, what):
        with urllib.request.urlopen(f"{self.url}/test/session/{what}", timeout=5) as answer:
            return answer.read().decode()

    def spans(self):
        """Every span, after the protocol's own definition has read it: an unknown or misspelt field fails."""
        found = []
        for batch in json.loads(self.ask("traces")):
            check(batch)
            for group in batch["resourceSpans"]:
                resource = {"resource": attributes(group["resource"])}
                found += [span | resource for scope in group["scopeSpans"] for span in scope["spans"]]
        return found


@pytest.fixture(scope="module")
def receiver():
    receiver = Receiver()
    yield receiver
    receiver.process.kill()
    receiver.process.wait()


@pytest.fixture
def traced(receiver, start):
    """Starts a server that sends its traces."""
    receiver.ask("clear")
    return lambda more="": start(f'[traces]\nendpoint = "{receiver.url}"\n{more}')


@pytest.fixture
def spans(receiver):
    """Stops the server, which sends what it has; its spans by name."""

    def collect(server):
        assert server.stop() == 0
        found = {}
        for span in receiver.spans():
            assert span["name"] not in found, "two of one name"
            found[span["name"]] = span
        return found

    return collect


def check(batch):
    """JSON of OTLP has ids in hexadecimal digits, where that of Protocol Buffers has base 64."""
    batch = json.loads(json.dumps(batch))
    for group in batch["resourceSpans"]:
        for scope in group["scopeSpans"]:
            for place in [place for span in scope["spans"] for place in [span, *span.get("links", [])]]:
                for key, size in [("traceId", 16), ("spanId", 8), ("parentSpanId", 8)]:
                    if key in place:
                        assert len(bytes.fromhex(place[key])) == size and place[key] == place[key].lower()
                        place[key] = base64.b64encode(bytes.fromhex(place[key])).decode()
    json_format.ParseDict(batch, ExportTraceServiceRequest(), ignore_unknown_fields=False)


def attributes(thing):
    return {item["key"]: next(iter(item["value"].values())) for item in thing["attributes"]}


def test_a_call_arrives_whole_below_the_header_of_its_client(traced, spans):
    server = traced('service_name = "weather"\n[traces.resource]\nregion = "north"\n[middleware.access_logs]\n')
    call(server, hello(), headers={"traceparent": PARENT, "tracestate": "b=2"})
    found = spans(server)
    assert set(found) == {"POST /mcp", "tools/call hello_world"}
    outer, inner = found["POST /mcp"], found["tools/call hello_world"]
    assert outer["traceId"] == inner["traceId"] == TRACE and outer["traceState"] == "b=2"
    assert outer["parentSpanId"] == "00f067aa0ba902b7" and outer["kind"] == 2
    assert inner["parentSpanId"] == outer["spanId"] and "links" not in inner
    times = [int(span[key]) for span, key in [(outer, "startTimeUnixNano"), (inner, "startTimeUnixNano"),
                                              (inner, "endTimeUnixNano"), (outer, "endTimeUnixNano")]]
    assert times == sorted(times) and abs(times[0] / 1e9 - time.time()) < 60
    facts = attributes(outer)
    assert facts["http.route"] == facts["url.path"] == "/mcp" and facts["http.response.status_code"] == "200"
    assert facts["client.address"] == "127.0.0.1"
    facts = attributes(inner)
    assert facts["mcp.method.name"] == "tools/call" and facts["gen_ai.tool.name"] == "hello_world"
    assert facts["mcp.protocol.version"] == "2026-07-28" and facts["network.transport"] == "tcp"
    assert outer["resource"]["service.name"] == "weather" and outer["resource"]["region"] == "north"
    time.sleep(0.3)  # for the thread that reads the log
    line = next(json.loads(text) for text in server.log if '"event":"request"' in text)
    assert (line["trace_id"], line["span_id"]) == (TRACE, outer["spanId"])


def test_what_meta_names_is_the_parent_and_the_request_is_linked(traced, spans):
    server = traced("[middleware.access_logs]\n")
    call(server, request("tools/call", {"name": "hello_world", "arguments": {"name": "Ada"}, "_meta": META}),
         headers={"traceparent": PARENT})
    found = spans(server)
    outer, inner = found["POST /mcp"], found["tools/call hello_world"]
    assert outer["traceId"] == TRACE and inner["traceId"] == OTHER
    assert inner["parentSpanId"] == "b7ad6b7169203331" and inner["traceState"] == "a=1" and inner["kind"] == 2
    assert [(link["traceId"], link["spanId"]) for link in inner["links"]] == [(TRACE, outer["spanId"])]
    time.sleep(0.3)  # for the thread that reads the log
    line = next(json.loads(text) for text in server.log if '"event":"request"' in text)
    assert (line["trace_id"], line["span_id"]) == (OTHER, inner["spanId"])


@pytest.mark.parametrize("version", ["2025-06-18", "2025-11-25"])
def test_earlier_clients_are_traced_too(traced, receiver, version):
    server = traced()
    client = {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    session = call(server, request("initialize", client, version=version), version=version).headers["mcp-session-id"]
    headers = {"Mcp-Session-Id": session, "traceparent": PARENT}
    call(server, hello(version=version, id=2), version=version, headers=headers)
    assert server.stop() == 0
    found = receiver.spans()
    outers = {span["spanId"]: span for span in found if span["name"] == "POST /mcp"}
    inners = {span["name"]: span for span in found if span["name"] != "POST /mcp"}
    assert set(inners) == {"initialize", "tools/call hello_world"} and len(outers) == 2
    for inner in inners.values():
        assert inner["traceId"] == outers[inner["parentSpanId"]]["traceId"]
        assert attributes(inner)["mcp.protocol.version"] == version
    assert inners["tools/call hello_world"]["traceId"] == TRACE
    assert session not in json.dumps(found)


def test_what_a_client_does_not_keep_is_not_sent(traced, spans):
    server = traced()
    call(server, hello(), headers={"traceparent": PARENT[:-2] + "00"})
    assert spans(server) == {}


def test_probes_are_not_sent_and_what_is_sampled_out_is_not_either(traced, spans):
    server = traced("sample_ratio = 0\n")
    assert server.healthy()
    call(server, hello())
    call(server, hello(), headers={"traceparent": PARENT})
    found = spans(server)
    assert {span["traceId"] for span in found.values()} == {TRACE} and len(found) == 2


def test_a_call_over_websocket_is_a_step_of_its_own(traced, spans):
    server = traced("[server.transport.http]\nwebsocket = true\n")

    async def talk():
        async with connect(f"ws://{server.host}/ws", subprotocols=["mcp"]) as channel:
            message = request("tools/call", {"name": "hello_world", "arguments": {"name": "Ada"}, "_meta": META})
            await channel.send(json.dumps(message))
            assert "result" in json.loads(await asyncio.wait_for(channel.recv(), 10))

    asyncio.run(talk())
    found = spans(server)
    assert set(found) == {"GET /ws", "tools/call hello_world"}
    inner = found["tools/call hello_world"]
    assert inner["traceId"] == OTHER and inner["parentSpanId"] == "b7ad6b7169203331" and "links" not in inner
    assert attributes(inner)["network.protocol.name"] == "websocket"
    assert attributes(found["GET /ws"])["http.response.status_code"] == "101"


def test_a_call_over_a_pipe_is_a_step_of_its_own(receiver, binary, tmp_path):
    receiver.ask("clear")
    path = tmp_path / "pipe.toml"
    path.write_text(f'[traces]\nendpoint = "{receiver.url}"\n')
    with Pipe(binary, "--config", str(path)) as pipe:
        pipe.ask(request("tools/call", {"name": "hello_world", "arguments": {"name": "Ada"}, "_meta": META}))
        assert pipe.finish()[0] == 0
    (span,) = receiver.spans()
    assert span["traceId"] == OTHER and attributes(span)["network.transport"] == "pipe"


def test_a_call_that_waits_is_a_step_for_as_long(traced, spans):
    server = traced()
    call(server, tool("slow", {"ms": 300}))
    found = spans(server)
    outer, inner = found["POST /mcp"], found["tools/call slow"]
    assert inner["parentSpanId"] == outer["spanId"]
    for span in (inner, outer):
        assert 0.3 <= (int(span["endTimeUnixNano"]) - int(span["startTimeUnixNano"])) / 1e9 < 5


def test_what_fails_says_so_and_nothing_that_a_client_sends_is_told(traced, receiver):
    server = traced()
    secret = "canary-4f1c"
    call(server, tool("fail", {"how": secret}), headers={"Authorization": f"Bearer {secret}", "Cookie": secret})
    call(server, hello(secret, id=secret))
    call(server, tool(secret))
    call(server, request(secret))
    exchange(server.port, get(f"/?token={secret}", server.host, {"X-Api-Key": secret}), expect=1)
    assert server.stop() == 0
    found = receiver.spans()
    assert secret not in receiver.ask("traces") and len(found) == 9
    inner = {span["name"]: attributes(span).get("error.type") for span in found if "mcp.method.name" in attributes(span)}
    assert inner == {"tools/call fail": "tool_error", "tools/call hello_world": None, "tools/call": "-32602", "_OTHER": "-32601"}
    assert all((span["status"] == {"code": 2}) == ("error.type" in attributes(span)) for span in found)


class Hanging:
    """Takes connections, reads, and never answers."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port, self.connections = self.listener.getsockname()[1], []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self):
        while True:
            try:
                self.connections.append(self.listener.accept()[0])
            except OSError:
                return


def times(server, count=400):
    """How long calls take, one after the other on one connection, seconds; the median and the longest."""
    found = []
    data = post(hello(), server.host)
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        for _ in range(count):
            begin = time.perf_counter()
            connection.sendall(data)
            answer = connection.recv(1 << 16)
            assert answer.startswith(b"HTTP/1.1 200")
            found.append(time.perf_counter() - begin)
    return statistics.median(found), max(found)


def metric(server, name):
    url = next(re.search(r"http://[^ \"]*/metrics", line).group(0) for line in server.log if "/metrics" in line)
    with urllib.request.urlopen(url, timeout=5) as answer:
        return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in answer.read().decode().splitlines()
                if line.startswith(name)}


def test_a_receiver_that_hangs_costs_no_request_anything(start):
    hanging = Hanging()
    more = "queue = 64\n[management]\nport = 0\n"
    server = start(f'[traces]\nendpoint = "http://127.0.0.1:{hanging.port}"\n{more}')
    times(server, 50)
    median, longest = times(server)
    quiet = start("[management]\nport = 0\n")
    times(quiet, 50)
    quiet_median, _ = times(quiet)
    assert hanging.connections, "the server did not try"
    assert median < quiet_median * 2 + 0.002 and longest < 1, (median, quiet_median, longest)
    dropped = metric(server, "mcp_forge_spans_dropped_total")
    assert dropped['mcp_forge_spans_dropped_total{reason="full"}'] > 600
    assert metric(server, "mcp_forge_limit_used")['mcp_forge_limit_used{key="traces.queue"}'] <= 64
    begin = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - begin < 4
    hanging.listener.close()


def test_a_receiver_that_is_not_there_is_said_once(start):
    server = start(f'[traces]\nendpoint = "http://127.0.0.1:{free_port()}"\nqueue = 4\n[management]\nport = 0\n')
    times(server, 20)
    time.sleep(0.5)
    assert server.stop() == 0
    assert sum("traces cannot be sent" in line for line in server.log) == 1
