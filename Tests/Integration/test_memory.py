"""What requests become in memory counts too: a small budget holds, whatever clients send, leave behind or collect."""

import contextlib
import time

import pytest

from forge import call, connect, exchange, post, receive, request, tool, until

MIB = 1 << 20
BUDGET = '[server.limits]\nmemory = "64MiB"\n[server.transport.http]\nloops = 1\n'
# Each about 390 KB of text, and nearly as many values as a message may have.
SHAPES = {
    "objects": [{"a": 1}] * 49_000,
    "arrays": [[1]] * 49_000,
    "numbers": [100] * 98_000,
    "texts": ["abcdefghijklmnop"] * 20_000,
}


def heavy(name, ms, shape="objects", id=1):
    """A call whose parameters hold very many small values."""
    message = tool(name, {"ms": ms}, id)
    message["params"]["_meta"]["com.example/ballast"] = SHAPES[shape]
    return message


def send_all(server, data, count):
    """`count` connections, each with `data` sent."""
    connections = []
    for _ in range(count):
        connection = connect(server.port)
        with contextlib.suppress(OSError):
            connection.sendall(data)
        connections.append(connection)
    return connections


def statuses(connections):
    counts = {}
    for connection in connections:
        answers = receive(connection, expect=1, first=15, patience=9)
        status = answers.final.status if answers.responses else None
        counts[status] = counts.get(status, 0) + 1
        if status == 503:
            assert "retry-after" in answers.final.headers
        connection.close()
    return counts


@pytest.mark.parametrize("shape", SHAPES)
def test_waiting_calls_full_of_small_values_stay_within_the_budget(start, shape):
    server = start(BUDGET)
    before = server.status("VmRSS")
    got = statuses(send_all(server, post(heavy("slow", 3000, shape), server.host), 60))
    grown = server.status("VmHWM") - before
    assert set(got) == {200, 503}, got
    assert grown < 96 * MIB, f"{grown / MIB:.0f} MiB for {got}"
    assert server.healthy()


def test_calls_whose_clients_have_left_still_count(start):
    server = start(BUDGET)
    data = post(heavy("stubborn", 10_000), server.host)
    crowd = send_all(server, data, 20)
    assert all(server.has_read(connection) for connection in crowd)
    for connection in crowd:
        connection.close()
    assert until(lambda: not connections(server))
    assert exchange(server.port, data, expect=1, patience=9).statuses == [503]
    assert server.healthy()
    assert until(lambda: call(server, heavy("slow", 1)).status == 200, patience=40)


def test_free_memory_goes_back_to_the_system(start):
    server = start(BUDGET)
    before = server.status("VmRSS")
    statuses(send_all(server, post(heavy("slow", 500), server.host), 30))
    kept = lambda: server.status("VmRSS") - before
    assert until(lambda: kept() < 16 * MIB), f"{kept() / MIB:.0f} MiB are kept"


def test_messages_of_a_session_count(start):
    server = start(BUDGET)
    version = "2025-11-25"
    opening = request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": {"name": "c", "version": "1"}}, version=version)
    session = call(server, opening, version=version).headers["mcp-session-id"]
    message = tool("slow", {"ms": 3000}, version=version)
    message["params"]["_meta"] = {"com.example/ballast": SHAPES["objects"]}
    data = post(message, server.host, {"Mcp-Session-Id": session}, version=version)
    before = server.status("VmRSS")
    got = statuses(send_all(server, data, 60))
    assert set(got) == {200, 503}, got
    assert server.status("VmHWM") - before < 96 * MIB


def test_the_answers_to_a_batch_count_while_they_are_collected(start):
    server = start('[server.limits]\nmemory = "16MiB"\n')
    batch = [tool("big", {"bytes": 2 * MIB}, id, version="2025-03-26") for id in range(20)]
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    data = post(batch, server.host, headers)
    before = server.status("VmRSS")
    answers = exchange(server.port, data, expect=1, patience=9)
    assert answers.statuses == [503]
    assert server.status("VmHWM") - before < 48 * MIB
    assert server.healthy()


def connections(server):
    """How many connections the server itself still has."""
    lines = (line.split() for line in open(f"/proc/{server.pid}/net/tcp").read().splitlines()[1:])
    return sum(1 for line in lines if line[1].endswith(f":{server.port:04X}") and line[3] == "01")


def test_a_reader_that_trickles_is_cut(start):
    server = start('[server.limits]\nwrite_time = "1s"\nwrite_rate = "1MiB"\n')
    with connect(server.port) as connection:
        connection.sendall(post(tool("big", {"bytes": 15 * MIB}), server.host))
        begin = time.monotonic()
        while connections(server):
            assert time.monotonic() - begin < 20, "the connection still stands"
            connection.recv(65536)
            time.sleep(0.2)
        assert 1 < time.monotonic() - begin
    assert server.healthy()


def test_a_handler_that_holds_its_loop_does_not_hold_the_end_up(start):
    server = start('[server.limits]\ndrain_time = "500ms"\n[server.transport.http]\nloops = 1\n')
    with connect(server.port) as connection:
        connection.sendall(post(tool("block", {"ms": 20_000}), server.host))
        assert server.has_read(connection)
        begin = time.monotonic()
        assert server.stop() == 70
        assert 2 < time.monotonic() - begin < 15


def test_a_stall_within_a_batch_moves_the_tool(start):
    server = start('[server.transport.http]\nloops = 1\n')
    headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    version = "2025-03-26"
    batch = [tool("hello_world", {"name": "Ada"}, 1, version), tool("block", {"ms": 200}, 2, version)]
    assert exchange(server.port, post(batch, server.host, headers), expect=1, patience=5).statuses == [200]
    assert server.says("tool block"), server.log


def test_a_tool_that_is_quick_again_comes_back_from_the_pool(start):
    server = start('[server.transport.http]\nloops = 1\n')

    def call(ms, count=1):
        data = post(tool("block", {"ms": ms}), server.host) * count
        assert exchange(server.port, data, expect=count, patience=20).statuses == [200] * count

    call(200)
    assert server.says("the next ones run on the pool"), server.log
    # A hiccup of the machine begins the thousand anew.
    for _ in range(50):
        call(0, 100)
        if any("calls are quick again" in line for line in server.log):
            return
    raise AssertionError(server.log)
