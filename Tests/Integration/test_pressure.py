"""Slow clients, floods, little memory, few descriptors: the server stays up, answers, and cuts who misbehaves."""

import contextlib
import json
import os
import pathlib
import resource
import selectors
import signal
import socket
import time

import pytest

from forge import connect, exchange, get, hello, lines, mcp_headers, post, receive, tool, until

MIB = 1 << 20


# Slow clients

SLOW = '[server.limits]\nrequest_time = "1s"\nidle_time = "2s"\nwrite_time = "2s"\n'


def drip(starts):
    """Sends one more byte on every connection every 100 ms; the seconds after which each was cut, and what it got."""
    connections = {}
    begin = time.monotonic()
    for port, start in starts:
        connection = connect(port)
        connection.sendall(start)
        connection.setblocking(False)
        connections[connection] = b""
    cut = []
    while connections and time.monotonic() - begin < 20:
        for connection in list(connections):
            try:
                connection.send(b"a")
            except BlockingIOError:
                pass
            except OSError:
                pass
            try:
                piece = connection.recv(4096)
                connections[connection] += piece
                ended = not piece
            except BlockingIOError:
                ended = False
            except OSError:
                ended = True
            if ended:
                cut.append((time.monotonic() - begin, connections.pop(connection)))
                connection.close()
        time.sleep(0.1)
    for connection in connections:
        connection.close()
    return cut


def test_twenty_of_twenty_slow_clients_are_cut_at_the_deadline(start):
    server = start(SLOW)
    head = post(hello(), server.host, {"X-A": ""})
    starts = [
        get("/health", server.host)[:-2] + b"X-A: a",
        head[: head.index(b"\r\n\r\n") + 4],
        b"P",
        head[: head.index(b"Content-Length")] + b"Transfer-Encoding: chunked\r\n\r\nffff\r\n",
    ]
    cut = drip([(server.port, starts[turn % 4]) for turn in range(20)])
    assert len(cut) == 20
    # Nothing but the deadline cuts them: each byte comes long before a clock that it wound up would have run down.
    assert all(0.8 < after for after, _ in cut), [round(after, 1) for after, _ in cut]
    assert all(got.startswith(b"HTTP/1.1 408 ") for _, got in cut)
    assert server.healthy()


def test_an_idle_connection_is_closed(start):
    server = start(SLOW)
    with connect(server.port) as connection:
        connection.sendall(get("/health", server.host))
        begin = time.monotonic()
        answers = receive(connection, patience=20)
        assert answers.closed and 1.5 < time.monotonic() - begin


def test_a_reader_that_stalls_is_cut(start):
    server = start(SLOW)
    with connect(server.port) as connection:
        with contextlib.suppress(OSError):
            connection.settimeout(0.5)
            while True:
                connection.sendall(post(tool("big", {"bytes": 2 * MIB}), server.host))
        assert server.has_cut(connection)
        got = 0
        with contextlib.suppress(OSError):
            connection.settimeout(1)
            while piece := connection.recv(1 << 20):
                got += len(piece)
                assert got < 64 * MIB, "the connection still stands"


# Draining


def test_on_sigterm_running_calls_finish_and_the_exit_status_is_0(start):
    server = start()
    busy = [connect(server.port) for _ in range(8)]
    idle = [connect(server.port) for _ in range(8)]
    for connection in busy:
        connection.sendall(post(tool("slow", {"ms": 2000}), server.host))
        assert server.has_read(connection)
    os.kill(server.pid, signal.SIGTERM)
    assert until(lambda: refuses(server.port))
    for connection in idle:
        connection.settimeout(20)
        assert connection.recv(10) == b"", "an idle connection was kept"
    for connection in busy:
        answers = receive(connection)
        assert answers.statuses == [200] and answers.closed
        assert answers.final.headers.get("connection") == "close"
    assert server.process.wait(5) == 0
    for connection in busy + idle:
        connection.close()


def refuses(port):
    try:
        return connect(port).close()
    except OSError:
        return True


def test_a_call_that_takes_too_long_does_not_hold_the_end_up(start):
    server = start('[server.limits]\ndrain_time = "1s"\n')
    with connect(server.port) as connection:
        connection.sendall(post(tool("slow", {"ms": 60_000}), server.host))
        assert server.has_read(connection)
        begin = time.monotonic()
        assert server.stop() == 0
        assert 0.7 < time.monotonic() - begin


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_it_at_once(start, name):
    server = start()
    with connect(server.port) as connection:
        connection.sendall(post(tool("slow", {"ms": 60_000}), server.host))
        assert server.has_read(connection)
        os.kill(server.pid, name)
        assert server.says('"stopping"') and server.alive
        os.kill(server.pid, name)
        assert server.process.wait(8) is not None, "drain_time is longer"


def test_a_client_that_leaves_cancels_its_call(start):
    server = start('[server.limits]\ndrain_time = "60s"\n')
    for leave in (lambda one: one.close(), lambda one: reset(one)):
        connection = connect(server.port)
        connection.sendall(post(tool("slow", {"ms": 60_000}), server.host))
        assert server.has_read(connection)
        leave(connection)
    assert server.stop(patience=25) == 0, "a call was still running"


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


# Handlers that misbehave


def test_a_tool_that_blocks_its_loop_is_reported_and_moved(start):
    server = start('[server.transport.http]\nloops = 1\n')
    for _ in range(2):
        assert exchange(server.port, post(tool("block", {"ms": 200}), server.host), expect=1, patience=5).statuses == [200]
    with connect(server.port) as connection:
        connection.sendall(post(tool("block", {"ms": 20_000}), server.host))
        assert server.has_read(connection)
        assert server.healthy(), "the loop was held"
    assert server.says("tool block")


def test_a_call_that_takes_too_long_is_answered_for(start):
    server = start('[mcp]\ncall_timeout = "500ms"\n')
    for name in ("slow", "stubborn"):
        begin = time.monotonic()
        response = exchange(server.port, post(tool(name, {"ms": 15_000}), server.host), expect=1, patience=9).final
        assert time.monotonic() - begin < 10
        assert "error" in response.json or response.json["result"]["isError"]
    assert server.healthy()


# Memory


@contextlib.contextmanager
def memory_limit(size):
    """A function that puts the calling process under a limit of `size` bytes, and the limit's name."""
    for root, limit in (("memory/", "memory.limit_in_bytes"), ("", "memory.max")):
        group = pathlib.Path(f"/sys/fs/cgroup/{root}mcp-forge-test-{os.getpid()}")
        try:
            group.mkdir()
        except OSError:
            continue
        try:
            (group / limit).write_text(str(size))
            yield lambda: (group / "cgroup.procs").write_text(str(os.getpid())), group
            return
        except OSError:
            pass
        finally:
            for _ in range(50):
                with contextlib.suppress(OSError):
                    group.rmdir()
                    break
                time.sleep(0.1)
    yield None, None


def flood(port, host, clients, body):
    """`clients` connections that each send `body` at once; the first line of what each got."""
    watch = selectors.DefaultSelector()
    head = lines("POST /mcp HTTP/1.1", host, mcp_headers(hello()) | {"Content-Length": len(body)})
    open_ones, got = {}, []
    for _ in range(clients):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", port))
        open_ones[connection] = [memoryview(head), memoryview(body)]
        watch.register(connection, selectors.EVENT_READ | selectors.EVENT_WRITE)
    deadline = time.monotonic() + 90
    while open_ones and time.monotonic() < deadline:
        for key, events in watch.select(1):
            connection, queue = key.fileobj, open_ones[key.fileobj]
            line = None
            if events & selectors.EVENT_READ:
                try:
                    line = connection.recv(65536).split(b"\r\n")[0]
                except BlockingIOError:
                    pass
                except OSError:
                    line = b"reset"
            if line is None and events & selectors.EVENT_WRITE and queue:
                try:
                    sent = connection.send(queue[0][:65536])
                    queue[0] = queue[0][sent:]
                    if not queue[0]:
                        queue.pop(0)
                except BlockingIOError:
                    pass
                except OSError:
                    queue.clear()
                if not queue:
                    watch.modify(connection, selectors.EVENT_READ)
            if line is not None:
                got.append(line)
                watch.unregister(connection)
                connection.close()
                del open_ones[connection]
    for connection in open_ones:
        connection.close()
        got.append(b"nothing")
    return got


def test_a_thousand_clients_with_4_mib_each_end_in_503s_under_64_mb(start):
    with memory_limit(64 * MIB) as (enter, group):
        server = start('[server.limits]\nmemory = "24MiB"\n', prepare=enter)
        got = flood(server.port, server.host, 1000, b'"' + b"a" * (4 * MIB - 2) + b'"')
        assert server.alive, f"killed: {server.process.returncode}"
        answers = {line: got.count(line) for line in set(got)}
        refused = sum(count for line, count in answers.items() if b" 503 " in line)
        assert refused > 500, answers
        assert got.count(b"nothing") == 0, answers
        assert server.status("VmHWM") < 64 * MIB
        assert server.healthy()
        assert server.stop() == 0
    print(answers, "cgroup" if group else "no cgroup: resident size only")


def test_the_budget_follows_the_limit_of_the_control_group(start):
    with memory_limit(64 * MIB) as (enter, group):
        if not group:
            pytest.skip("no control group for memory can be made here")
        server = start(prepare=enter)
        got = flood(server.port, server.host, 200, b'"' + b"a" * (4 * MIB - 2) + b'"')
        assert server.alive and server.healthy()
        assert any(b" 503 " in line for line in got), {line: got.count(line) for line in set(got)}
        assert server.stop() == 0


def test_memory_that_was_used_is_given_back(start):
    server = start('[server.limits]\nmemory = "24MiB"\n')
    for _ in range(3):
        flood(server.port, server.host, 100, b'"' + b"a" * (4 * MIB - 2) + b'"')
        assert server.healthy()
    message = hello("a" * (3 * MIB))
    assert exchange(server.port, post(message, server.host), expect=1, patience=5).statuses == [200]


# Descriptors


def test_running_out_of_descriptors_pauses_and_never_spins(start):
    server = start(prepare=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)))
    crowd = []
    try:
        for _ in range(200):
            connection = socket.socket()
            connection.setblocking(False)
            connection.connect_ex(("127.0.0.1", server.port))
            crowd.append(connection)
        time.sleep(0.5)
        before = server.cpu()
        time.sleep(2)
        assert server.cpu() - before < 0.3, "it spins"
    finally:
        for connection in crowd:
            connection.close()
    assert until(server.healthy) and server.alive


def test_one_connection_too_many_is_answered_with_503(start):
    server = start("[server.limits]\nconnections = 10\n")
    crowd = [connect(server.port) for _ in range(10)]
    for connection in crowd:
        connection.sendall(get("/health", server.host))
        assert receive(connection, expect=1).statuses == [200]
    answers = exchange(server.port, get("/health", server.host))
    assert answers.statuses == [503] and answers.closed
    assert "retry-after" in answers.final.headers
    for connection in crowd:
        connection.close()
    assert until(server.healthy)


def test_an_address_has_its_share_of_connections(start):
    server = start("[server.limits]\nconnections_per_address = 5\n")
    crowd = [connect(server.port) for _ in range(5)]
    for connection in crowd:
        connection.sendall(get("/health", server.host))
        assert receive(connection, expect=1).statuses == [200]
    assert exchange(server.port, get("/health", server.host)).statuses == [503]
    for connection in crowd:
        connection.close()


# Pipelining and streams


def test_pipelined_requests_are_answered_in_order(start):
    server = start()
    calls = [tool("slow", {"ms": ms}, id=id) for id, ms in enumerate([60, 0, 30, 0, 10])]
    with connect(server.port) as connection:
        connection.sendall(b"".join(post(message, server.host) for message in calls))
        answers = receive(connection, expect=5, patience=3)
    assert [response.json["id"] for response in answers.responses] == [0, 1, 2, 3, 4]


def test_a_great_many_pipelined_requests_meet_back_pressure(start):
    server = start()
    data = get("/health", server.host) * 200
    with connect(server.port) as connection:
        connection.settimeout(0.3)
        with contextlib.suppress(OSError):
            for _ in range(2000):
                connection.sendall(data)
        assert server.status("VmRSS") < 64 * MIB
        assert server.healthy()


def test_a_body_in_single_bytes_is_a_body(start):
    server = start()
    data = post(hello(), server.host, chunks=(1,)) + post(tool("yield"), server.host, chunks=(3, 1))
    with connect(server.port) as connection:
        for byte in data:
            connection.send(bytes([byte]))
        assert receive(connection, expect=2, patience=3).statuses == [200, 200]


def test_the_largest_body_is_taken_and_one_more_byte_is_not(start):
    server = start()
    for extra, status in ((0, 200), (1, 413)):
        empty = len(json.dumps(hello(""), separators=(",", ":")))
        message = hello("a" * (4 * MIB - empty + extra))
        data = post(message, server.host)
        assert exchange(server.port, data, expect=1, patience=5).final.status == status
        data = post(message, server.host, chunks=(65536,))
        assert exchange(server.port, data, expect=1, patience=5).final.status == status
