"""Taps between a server and clients that others wrote: what passes is recorded, and checked against the schemas.

What passes a port is seen by `recorder`, which sees the sockets of this process."""

import contextlib
import pathlib
import socket
import subprocess
import sys
import threading

from schemas import WIRE, Channel


class Tap:
    """A port that leads to the server's."""

    def __init__(self, server):
        self.server = server
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                near, _ = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", self.server.port))
                for end in (near, far):
                    end.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                threading.Thread(target=self.pump, args=(near, far), daemon=True).start()
                threading.Thread(target=self.pump, args=(far, near), daemon=True).start()

    @staticmethod
    def pump(source, sink):
        with contextlib.suppress(OSError):
            while piece := source.recv(1 << 16):
                sink.sendall(piece)
        # The other direction ends too, as it would without a tap.
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def tapped_url(server, path="/mcp"):
    """The URL of a tap in front of a server."""
    tap = Tap(server)
    yield f"http://{tap.host}{path}"
    tap.listener.close()


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
