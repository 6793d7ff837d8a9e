"""The access log of the built binary: what stands in it, what never does, and what becomes of it when nobody reads."""

import json
import os
import signal
import time

from forge import MODERN, call, connect, exchange, get, hello, receive, until

# One loop, so that lines stand in the order of the answers.
LOG = "[server.transport.http]\nloops = 1\n[middleware.access_logs]\n"


def lines(server):
    server.stop()
    return [json.loads(line) for line in server.log if '"event":"request"' in line]


def test_each_request_has_a_line_with_the_names_of_opentelemetry(start):
    server = start(LOG, waiting=False)
    answer = call(server, hello(), headers={"traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"})
    call(server, hello(version="2025-06-18"), version="2025-06-18")
    (line, earlier) = lines(server)
    assert line["http.request.method"] == "POST" and line["url.path"] == "/mcp"
    assert line["http.response.status_code"] == 200 and 0 < line["duration"] < 5
    assert line["http.response.body.size"] == len(answer.body)
    assert line["mcp.method.name"] == "tools/call" and line["gen_ai.tool.name"] == "hello_world"
    assert line["mcp.protocol.version"] == MODERN and earlier["mcp.protocol.version"] == "2025-06-18"
    assert line["trace_id"] == "4bf92f3577b34da6a3ce929d0e0e4736"
    assert line["request_id"] == answer.headers["x-request-id"]
    assert line["client.address"] == "127.0.0.1"


def test_what_is_refused_has_one_too(start):
    server = start(LOG + "[server.limits]\nhead = 1024\nbody = 100\n", waiting=False)
    statuses = []
    for expected, data in [
        (400, b"GET / HTTP/1.1\r\n\r\n"),
        (414, b"GET /" + b"a" * 2000 + b" HTTP/1.1\r\n\r\n"),
        (431, b"GET / HTTP/1.1\r\nHost: localhost\r\nA: " + b"a" * 2000 + b"\r\n\r\n"),
        (413, b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200\r\n\r\n"),
        (403, get("/", "evil.example")),
        (404, get("/nowhere", server.host)),
    ]:
        assert exchange(server.port, data, expect=1).final.status == expected
        statuses.append(expected)
    assert [line["http.response.status_code"] for line in lines(server)] == statuses


def test_nothing_that_a_client_sends_breaks_a_line(start):
    server = start(LOG, waiting=False)
    evil = b"\xe2\x80\xae\xc2\x9b31m\xff"
    data = b"GET /a" + b" HTTP/1.1\r\nHost: localhost\r\nUser-Agent: " + evil + b'"}\\\r\n\r\n'
    exchange(server.port, data, expect=1)
    (line,) = lines(server)
    assert line["http.request.header.user-agent"] == ["\u202e\u009b31m\ufffd\"}\\"]
    raw = next(text for text in server.log if '"event":"request"' in text)
    assert r"\u202e\u009b31m" in raw


def test_a_stream_has_its_line_when_it_ends(start):
    server = start(LOG + "[mcp]\nlegacy_sse = true\n", waiting=False)
    with connect(server.port) as connection:
        connection.sendall(get("/sse", server.host))
        assert b"event: endpoint" in receive(connection, patience=0.5).raw
        time.sleep(0.3)
        assert not any('"/sse"' in line for line in server.log)
    assert server.says('"/sse"')
    line = next(line for line in lines(server) if line["url.path"] == "/sse")
    assert line["http.response.status_code"] == 200 and line["duration"] > 0.3
    assert line["error.type"] == "client_left"


def test_a_file_is_opened_anew_at_sighup(start, tmp_path):
    server = start(f'[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n', waiting=False)
    file, older = tmp_path / "access.log", tmp_path / "access.log.1"
    call(server, hello())
    assert until(lambda: file.read_text().count("\n") == 1)
    os.rename(file, older)
    call(server, hello())
    assert until(lambda: older.read_text().count("\n") == 2)
    server.process.send_signal(signal.SIGHUP)
    assert until(file.exists)
    call(server, hello())
    server.stop()
    assert len(older.read_text().splitlines()) == 2
    assert len(file.read_text().splitlines()) == 1
    assert not any('"event":"request"' in line for line in server.log)


def test_a_log_that_nobody_reads_stalls_nothing(start, tmp_path):
    fifo = tmp_path / "log"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    server = start(f'[middleware.access_logs]\nfile = "{fifo}"\n', waiting=False)
    begin = time.monotonic()
    with connect(server.port) as connection:
        for _ in range(40):
            data = get("/health", server.host, {"A": "b" * 900}) * 100
            connection.sendall(data)
            received = b""
            while received.count(b"HTTP/1.1 200") < 100:
                received += connection.recv(1 << 20)
    assert time.monotonic() - begin < 15
    assert server.healthy()
    os.close(reader)
