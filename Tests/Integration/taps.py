"""Taps between a server and clients that others wrote: what passes is recorded, and checked against the schemas."""

import contextlib
import pathlib
import socket
import subprocess
import sys
import threading

from forge import conversation
from schemas import WIRE, Channel


class Tap:
    """A port that leads to the server's.

    `answers_elsewhere`: requests are answered on another connection, the stream of 2024-11-05."""

    def __init__(self, server, answers_elsewhere=False):
        self.server = server
        self.answers_elsewhere = answers_elsewhere
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.recorded = []
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}/mcp"

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.server.port))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                record = (bytearray(), bytearray())
                self.recorded.append(record)
                threading.Thread(target=self.pump, args=(near, far, record[0]), daemon=True).start()
                threading.Thread(target=self.pump, args=(far, near, record[1]), daemon=True).start()

    @staticmethod
    def pump(source, sink, record):
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 16):
                record += piece
                sink.sendall(piece)
        # The other direction ends too, as it would without a tap.
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def close(self):
        """Checks what has passed."""
        self.listener.close()
        pairs = [pair for sent, received in self.recorded for pair in conversation(bytes(sent), bytes(received))]
        if self.answers_elsewhere:
            channel = Channel(WIRE)
            for request, _ in pairs:
                channel.sent(request.body)
            for _, response in pairs:
                for message in WIRE.messages_of(response.headers, response.body):
                    channel.received(message)
            return
        for request, response in pairs:
            WIRE.over_http(request.headers, request.body, response.headers, response.body)


@contextlib.contextmanager
def tapped_url(server, path="/mcp"):
    """The URL of a tap in front of a server."""
    tap = Tap(server, answers_elsewhere=path == "/sse")
    yield tap.url.replace("/mcp", path)
    tap.close()


@contextlib.contextmanager
def tapped_command(command, folder):
    """The command with a tap on its standard streams; `folder` takes the record."""
    record = pathlib.Path(folder) / "record"
    yield [sys.executable, __file__, str(record), *map(str, command)]
    channel = Channel(WIRE)
    for line in record.read_bytes().splitlines():
        if line[1:].strip():
            (channel.sent if line[:1] == b">" else channel.received)(line[1:])


def main(record, *command):
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    lock = threading.Lock()
    with open(record, "ab", buffering=0) as log:

        def pump(source, sink, mark):
            with contextlib.suppress(OSError, ValueError):
                for line in iter(source.readline, b""):
                    with lock:
                        log.write(mark + line)
                    sink.write(line)
                    sink.flush()
                sink.close()

        threading.Thread(target=pump, args=(sys.stdin.buffer, child.stdin, b">"), daemon=True).start()
        pump(child.stdout, sys.stdout.buffer, b"<")
        return child.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
