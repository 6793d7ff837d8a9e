"""Clients that do everything wrong at once, for a while: what stands afterwards is a live server of modest size."""

import collections
import contextlib
import os
import random
import socket
import threading
import time

from forge import connect, exchange, get, hello, post, receive, tool

SECONDS = float(os.environ.get("MCP_FORGE_ABUSE_SECONDS", "8"))
MIB = 1 << 20


class Abuser:
    """Takes one bad manner after the other, by its own dice."""

    def __init__(self, server, seed, counts):
        self.server, self.dice, self.counts = server, random.Random(seed), counts

    def connection(self):
        return connect(self.server.port, timeout=0.3)

    def call(self, name, ms=0, chunks=False, headers=None):
        message = hello("x") if name == "hello_world" else tool(name, {"ms": ms} if name != "yield" else {})
        sizes = tuple(self.dice.randint(1, 40) for _ in range(9)) if chunks else None
        return post(message, self.server.host, headers, chunks=sizes)

    def reset(self, connection):
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.close()

    def garbage(self):
        return bytes(self.dice.choice([self.dice.randrange(256), 13, 10, 32, 58]) for _ in range(self.dice.randint(1, 3000)))

    def pipelines_then_garbage(self):
        with self.connection() as connection:
            data = self.call("hello_world") * self.dice.randint(0, 5)
            data += self.call(self.dice.choice(["slow", "yield"]), self.dice.randint(0, 20)) + self.garbage()
            connection.sendall(data)
            connection.recv(99999)

    def resets_in_the_middle(self):
        connection = self.connection()
        data = self.call(self.dice.choice(["hello_world", "slow", "yield"]), 5, chunks=self.dice.random() < 0.5)
        connection.sendall(data[: self.dice.randint(1, len(data))])
        if self.dice.random() < 0.5:
            time.sleep(self.dice.random() * 0.01)
        self.reset(connection)

    def closes_one_half(self):
        with self.connection() as connection:
            data = self.call(self.dice.choice(["hello_world", "slow"]), self.dice.randint(0, 50))
            connection.sendall(data[: self.dice.choice([len(data), len(data) - 5, 30])])
            connection.shutdown(socket.SHUT_WR)
            connection.recv(9999)

    def never_reads(self):
        connection = self.connection()
        data = get("/health", self.server.host) * 200
        with contextlib.suppress(OSError):
            for _ in range(400):
                connection.sendall(data)
        self.reset(connection)

    def reads_slowly(self):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", self.server.port))
        connection.settimeout(0.3)
        data = self.call("yield") * 50

        def write():
            with contextlib.suppress(OSError):
                for _ in range(60):
                    connection.sendall(data)

        writer = threading.Thread(target=write)
        writer.start()
        end = time.monotonic() + 2
        with contextlib.suppress(OSError):
            while time.monotonic() < end:
                connection.recv(2048)
        connection.close()
        writer.join()

    def mutates(self):
        headers = self.dice.choice([{}, {"Expect": "100-continue"}, {"Connection": "close"}])
        data = bytearray(self.call("hello_world", chunks=self.dice.random() < 0.5, headers=headers))
        for _ in range(self.dice.randint(1, 6)):
            data[self.dice.randrange(len(data))] = self.dice.choice([0, 10, 13, 32, 58, 255, 48, self.dice.randrange(256)])
        with self.connection() as connection:
            while data:
                size = self.dice.randint(1, 200)
                connection.sendall(data[:size])
                del data[:size]
            connection.recv(9999)

    def sends_single_bytes(self):
        with self.connection() as connection:
            connection.settimeout(5)
            for byte in self.call("yield", chunks=True) * 2:
                connection.send(bytes([byte]))
            self.count("single bytes", receive(connection, expect=2, patience=5).statuses == [200, 200])

    def sends_much(self):
        with self.connection() as connection:
            connection.settimeout(5)
            connection.sendall(post(hello("a" * 3_500_000), self.server.host))
            if self.dice.random() < 0.5:
                self.count("much", receive(connection, expect=1, patience=5).statuses[:1] in ([200], [503]))
            else:
                connection.recv(1000)
                self.reset(connection)

    def pipelines_waiting_calls(self):
        with self.connection() as connection:
            connection.settimeout(5)
            connection.sendall(b"".join(self.call("slow", self.dice.randint(0, 3)) for _ in range(20)))
            answers = receive(connection, expect=20, patience=5)
            self.count("pipelined", answers.statuses == [200] * 20)

    def count(self, what, good):
        self.counts[what, "good" if good else "bad"] += 1

    MANNERS = {
        pipelines_then_garbage: 8, resets_in_the_middle: 10, closes_one_half: 6, never_reads: 1, reads_slowly: 1,
        mutates: 12, sends_single_bytes: 2, sends_much: 0.3, pipelines_waiting_calls: 2,
    }

    def run(self, end):
        manners, weights = list(self.MANNERS), list(self.MANNERS.values())
        while time.monotonic() < end:
            manner = self.dice.choices(manners, weights)[0]
            with contextlib.suppress(OSError):
                manner(self)
            self.counts[manner.__name__] += 1


def test_abusive_clients_find_a_live_server(start):
    server = start()
    counts = collections.Counter()
    end = time.monotonic() + SECONDS
    threads = [threading.Thread(target=Abuser(server, seed, counts).run, args=(end,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    time.sleep(1)
    print(dict(counts), "HWM", server.status("VmHWM") // MIB, "MiB")
    assert server.alive, "\n".join(server.log[-30:])
    assert server.healthy()
    assert not [line for line in server.log if "Sanitizer" in line or "Fatal error" in line]
    assert not [key for key in counts if isinstance(key, tuple) and key[1] == "bad"], counts
    assert exchange(server.port, post(hello(), server.host), expect=1).final.status == 200
    assert server.stop() == 0
    assert not [line for line in server.log if "Sanitizer" in line]
