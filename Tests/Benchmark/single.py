"""Figures of one process at a time: standard streams, start, size, and the path of a call without a socket."""

import fcntl
import json
import os
import pathlib
import socket
import statistics
import subprocess
import tempfile
import threading
import time

from processes import LOAD_CORE, SERVER_CORE, cpu, pinned, settle
from servers import CALL, free_port, hello

MIB = 1 << 20


def pipelined(binary, count=200_000, turns=3):
    """Calls per second over standard streams, all sent without waiting; the median turn and its µs of CPU per call."""
    found = []
    message = json.dumps(hello("Ada Lovelace", id=0), separators=(",", ":"))
    assert message.count('"id":0') == 1
    data = "".join(message.replace('"id":0', f'"id":{id}') + "\n" for id in range(count)).encode()
    for _ in range(turns):
        settle()
        process = subprocess.Popen(
            [str(binary), "stdio", "--log-level", "warning"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, bufsize=0, cwd="/", preexec_fn=pinned(SERVER_CORE),
        )
        for pipe in (process.stdin, process.stdout):
            fcntl.fcntl(pipe, 1031, MIB)  # F_SETPIPE_SZ
        affinity = pinned(LOAD_CORE)
        if affinity:
            affinity()
        process.stdin.write(message.encode() + b"\n")
        first = os.read(process.stdout.fileno(), MIB)
        assert b"Hello" in first, first
        found.append(turn(process, data, count))
        process.stdin.close()
        process.wait(10)
    return sorted(found)[len(found) // 2]


def turn(process, data, count):
    def write():
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(process.stdin.fileno(), rest[:MIB]) :]

    begin, own = time.perf_counter(), cpu(process.pid)
    writer = threading.Thread(target=write)
    writer.start()
    pieces, lines = [], 0
    while lines < count:
        piece = os.read(process.stdout.fileno(), MIB)
        assert piece, "standard output ended early"
        lines += piece.count(b"\n")
        pieces.append(piece)
    elapsed, own = time.perf_counter() - begin, cpu(process.pid) - own
    writer.join()
    answers = [json.loads(line) for line in b"".join(pieces).splitlines()]
    assert {answer["id"] for answer in answers} == set(range(count))
    assert all(answer["result"]["content"][0]["text"].startswith("Hello, Ada Lovelace!") for answer in answers)
    return count / elapsed, own / count * 1e6


def first_answer(binary, turns=11):
    """Milliseconds from the start of the process to the first whole answer: median (least–most)."""
    found = {"HTTP": [], "standard streams": []}
    for _ in range(turns):
        found["HTTP"].append(over_http(binary))
        found["standard streams"].append(over_pipe(binary))
    for kind, values in found.items():
        values = values[1:]
        yield kind, f"{statistics.median(values):.1f} ({min(values):.1f}–{max(values):.1f})"


def over_http(binary):
    port = free_port()
    request = CALL.bytes(port)
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(binary), "http", "--port", str(port)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, cwd="/", preexec_fn=pinned(SERVER_CORE),
    )
    while True:
        connection = socket.socket()
        try:
            connection.connect(("127.0.0.1", port))
            break
        except OSError:
            connection.close()
            assert time.perf_counter() - begin < 10
            time.sleep(0.0003)
    connection.sendall(request)
    answer = b""
    while b'"result"' not in answer:
        piece = connection.recv(65536)
        assert piece, answer
        answer += piece
    elapsed = time.perf_counter() - begin
    connection.close()
    process.terminate()
    process.wait(15)
    return elapsed * 1000


def over_pipe(binary):
    begin = time.perf_counter()
    process = subprocess.Popen(
        [str(binary), "stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd="/",
        preexec_fn=pinned(SERVER_CORE),
    )
    answer = b""
    process.stdin.write(CALL.body.encode() + b"\n")
    process.stdin.flush()
    answer = process.stdout.readline()
    elapsed = time.perf_counter() - begin
    assert b'"result"' in answer
    process.stdin.close()
    process.wait(15)
    return elapsed * 1000


def stripped_size(binary):
    with tempfile.TemporaryDirectory() as folder:
        target = pathlib.Path(folder, "stripped")
        subprocess.run(["strip", "-s", "-o", str(target), str(binary)], check=True)
        return target.stat().st_size


def in_process(binary):
    """What `mcp-forge-bench` prints, one `name: value` a line."""
    if not pathlib.Path(binary).exists():
        return []
    settle()
    output = subprocess.run([str(binary)], stdout=subprocess.PIPE, text=True, preexec_fn=pinned(SERVER_CORE), check=True).stdout
    return [line.split(": ", 1) for line in output.splitlines() if ": " in line]
