"""What the tests say to servers, and hear of them, is recorded at the socket, whatever client opened it, and checked when
the test ends: nobody has to remember to. To import this is enough (`conftest`). Clients that are processes of their own
talk through `taps`, whose sockets are here; what they print, if that is all there is, goes to `WIRE` itself."""

import re
import socket
import ssl
import threading
import weakref

import pytest

from schemas import WIRE, Channel
from wire_format import conversation, texts

# Bytes of one test that are kept, for each direction.
LIMITS = {"sent": 128 << 20, "received": 512 << 20}


class Record:
    """One connection. A direction that was cut short ends there."""

    def __init__(self, sock, budget):
        self.socket, self.budget = weakref.ref(sock), budget
        self.sent, self.received = bytearray(), bytearray()
        self.cut = set()

    def take(self, direction, data):
        if direction in self.cut or self.budget[direction] < len(data):
            self.cut.add(direction)
            return
        self.budget[direction] -= len(data)
        getattr(self, direction).extend(data)

    @property
    def is_open(self):
        sock = self.socket()
        return sock is not None and sock.fileno() != -1


class Recorder:
    def __init__(self):
        self.records = []
        self.open = weakref.WeakKeyDictionary()
        self.budget = dict(LIMITS)
        self.lock = threading.Lock()
        # Connections of which something could not be looked at.
        self.cut = self.unreadable = 0

    def install(self):
        """From now on the methods of every socket tell this recorder."""
        kind, secure = socket.socket, ssl.SSLSocket
        for name in ("connect", "connect_ex"):
            setattr(kind, name, self.connecting(getattr(kind, name)))
        for name in ("send", "sendall", "sendmsg"):
            setattr(kind, name, self.sending(name, getattr(kind, name)))
        for name in ("recv", "recv_into"):
            setattr(kind, name, self.receiving(name, getattr(kind, name)))
            setattr(secure, name, self.receiving(name, getattr(secure, name)))
        secure.send = self.sending("send", secure.send)
        ssl.SSLContext.wrap_socket = self.wrapping(ssl.SSLContext.wrap_socket)

    def record_of(self, sock, original):
        """The record of a socket; `None` also where a method only passes on to that of a plain socket."""
        passes_on = isinstance(sock, ssl.SSLSocket) and (sock._sslobj is None) == original.__qualname__.startswith("SSL")
        return None if passes_on else self.open.get(sock)

    def wrapping(self, original):
        def wrap(context, sock, *arguments, **options):
            record = self.open.get(sock)
            wrapped = original(context, sock, *arguments, **options)
            if record is not None:
                record.socket, self.open[wrapped] = weakref.ref(wrapped), record
            return wrapped

        return wrap

    def connecting(self, original):
        def connect(sock, address):
            if isinstance(address, tuple):
                with self.lock:
                    record = Record(sock, self.budget)
                    self.records.append(record)
                    self.open[sock] = record
            return original(sock, address)

        return connect

    def sending(self, name, original):
        def send(sock, data, *rest):
            record = self.record_of(sock, original)
            if record is None:
                return original(sock, data, *rest)
            whole = b"".join(data) if name == "sendmsg" else memoryview(data).cast("B")
            if name == "sendall":
                # Ahead of it: a part may have gone when it fails.
                record.take("sent", whole)
                return original(sock, data, *rest)
            count = original(sock, data, *rest)
            record.take("sent", whole[:count])
            return count

        return send

    def receiving(self, name, original):
        def receive(sock, *arguments):
            got = original(sock, *arguments)
            record = self.record_of(sock, original)
            if record is not None:
                record.take("received", got if name == "recv" else memoryview(arguments[0]).cast("B")[:got])
            return got

        return receive

    def check(self):
        """Checks what has come; a connection that is still open is looked at again the next time."""
        with self.lock:
            records, self.records = self.records, [record for record in self.records if record.is_open]
            self.cut += sum("received" in record.cut for record in records)
            self.budget.update(LIMITS)
        # Others are none of HTTP, or sealed by a library that shows what it read to nobody.
        plain = [record for record in records if record.received.startswith(b"HTTP/1.")]
        self.unreadable += sum(record.received[:2] == b"\x16\x03" for record in records)
        talks = [conversation(bytes(record.sent), bytes(record.received)) for record in plain]
        exchanges = [exchange for talk in talks for exchange in talk]
        # Which revision a session speaks, and what was posted for a stream, may stand on another connection.
        streams = {}
        for request, response in exchanges:
            WIRE.learn(response.headers, response.body)
            if request.path.startswith("/messages/"):
                streams.setdefault(request.path, Channel(WIRE)).sent(request.body)
        for request, response in exchanges:
            if response.status == 101:
                WIRE.over_channel(texts(request.body), texts(response.body))
            elif request.path == "/sse":
                endpoint = re.search(rb"data: (/messages/\S+)", response.body)
                channel = streams.get(endpoint.group(1).decode(), Channel(WIRE)) if endpoint else Channel(WIRE)
                for message in WIRE.messages_of(response.headers, response.body):
                    channel.received(message)
            else:
                WIRE.over_http(request.headers, request.body, response.headers, response.body)


RECORDER = Recorder()
RECORDER.install()


@pytest.fixture(autouse=True)
def every_message_is_checked():
    """Whatever the test was about, and whoever it talked with."""
    yield
    RECORDER.check()


def summary():
    if not WIRE.is_on:
        return "no message was checked against a schema (MCP_FORGE_VECTORS)"
    return (
        f"{WIRE.messages} messages checked against the schemas of their revisions, in {WIRE.seconds:.1f} s; "
        f"{RECORDER.cut} connections were answered with more than is kept, {RECORDER.unreadable} were sealed"
    )
