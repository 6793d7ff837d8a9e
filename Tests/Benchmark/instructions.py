"""Counts the instructions in user space that one call takes, with valgrind; load on the machine does not matter.

usage: instructions.py [--calls 500] [--profile FILE] ROW...
rows: inline guarded earlier session yield health tls watched traced untraced
"""

import argparse
import os
import pathlib
import re
import socket
import ssl
import subprocess
import tempfile
import time

from servers import CALL, EARLIER_CALL, HEALTH, YIELD, certificate, forge, free_port, guarded, secure_forge, session_call

VALGRIND = ["valgrind", "--tool=callgrind", "--instr-atstart=no"]


class Client:
    """One connection, one request after the other."""

    def __init__(self, program):
        self.connection = socket.create_connection(("127.0.0.1", program.port))
        if program.scheme == "https":
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            self.connection = context.wrap_socket(self.connection)

    def repeat(self, data, count):
        for _ in range(count):
            self.connection.sendall(data)
            answer = self.connection.recv(65536)
            assert answer.startswith(b"HTTP/1.1 200"), answer


def with_tables(text):
    """The server with more in its configuration."""
    program = forge("mcp-forge", "inline")
    config = pathlib.Path(program.command[3])
    config.write_text(config.read_text() + text)
    return program


def rows():
    # Nobody takes the traces, so that what is sent costs no call anything but its place in the queue.
    traces = f'[traces]\nendpoint = "http://127.0.0.1:{free_port()}"\n'
    closed, permitted = guarded("mcp-forge", "guarded")
    return {
        "inline": (forge("mcp-forge", "inline"), lambda _: CALL),
        "guarded": (closed, lambda _: permitted),
        "earlier": (forge("mcp-forge", "earlier"), lambda _: EARLIER_CALL),
        "session": (forge("mcp-forge", "session"), session_call),
        "yield": (forge("mcp-forge-probe", "yield"), lambda _: YIELD),
        "health": (forge("mcp-forge", "health"), lambda _: HEALTH),
        "tls": (secure_forge(certificate()), lambda _: CALL),
        "watched": (with_tables(f"[management]\nport = {free_port()}\n"), lambda _: CALL),
        "traced": (with_tables(traces), lambda _: CALL),
        "untraced": (with_tables(traces + "sample_ratio = 0.0\n"), lambda _: CALL),
    }


def instrument(program, state):
    subprocess.run(["callgrind_control", "-i", state, str(program.process.pid)], check=True, capture_output=True)


def count(program, load_of, calls, profile):
    """Instructions of a call, all threads together."""
    with tempfile.TemporaryDirectory() as folder:
        path = profile or pathlib.Path(folder, "out")
        # Debian's valgrind does not read what the compiler says for debuggers; names of functions are enough.
        binary = pathlib.Path(folder, "binary")
        subprocess.run(["strip", "--strip-debug", "-o", binary, program.command[0]], check=True)
        program.command = [*VALGRIND, f"--callgrind-out-file={path}", binary, *program.command[1:]]
        # Everything is slow here, so no call is to blame for it.
        config = pathlib.Path(program.command[program.command.index("--config") + 1])
        config.write_text(config.read_text() + '[server.limits]\nstall_time = "1h"\n')
        program.start(patience=60)
        try:
            load = load_of(program)
            client = Client(program)
            data = load.bytes(program.port)
            client.repeat(data, 300)
            time.sleep(0.5)
            instrument(program, "on")
            client.repeat(data, calls)
            instrument(program, "off")
        finally:
            program.stop()
        return int(re.search(r"^totals: (\d+)", pathlib.Path(path).read_text(), re.MULTILINE).group(1)) / calls


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--calls", type=int, default=500)
    arguments.add_argument("--profile", type=pathlib.Path, help="keep the profile of the (last) row, for callgrind_annotate")
    arguments.add_argument("rows", nargs="+")
    options = arguments.parse_args()
    known = rows()
    for name in options.rows:
        print(f"{name:8} {count(*known[name], options.calls, options.profile):10,.0f}", flush=True)


main()
