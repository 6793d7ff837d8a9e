"""HTTP/1.1 and WebSocket as bytes, read with no library in between."""

import contextlib
import itertools
import json
import zlib
from dataclasses import dataclass


@dataclass
class Response:
    status: int
    headers: dict
    body: bytes
    # Whether all of it had come.
    whole: bool = True

    @property
    def json(self):
        """The JSON body, or the last event of an event stream."""
        if self.headers.get("content-type", "").startswith("text/event-stream"):
            return self.events[-1]
        return json.loads(self.body)

    @property
    def events(self):
        return [json.loads(line[5:]) for line in self.body.decode().splitlines() if line.startswith("data:")]


@dataclass
class Request:
    method: str
    path: str
    headers: dict
    body: bytes


UNKNOWN = Request("", "", {}, b"")


def head(data, at):
    """The first line and the fields of the head at `at`, and where its body begins; `None` while it is not whole."""
    end = data.find(b"\r\n\r\n", at)
    if end < 0:
        return None
    start, *lines = data[at:end].decode("latin-1").split("\r\n")
    return start, {name.lower(): value.strip() for name, value in (line.split(":", 1) for line in lines)}, end + 4


def body(data, at, headers):
    """The body at `at` as far as it is there, and where the next message begins; `None` for that while it is not whole."""
    if headers.get("transfer-encoding") != "chunked":
        end = at + int(headers.get("content-length", 0))
        return data[at:end], end if end <= len(data) else None
    pieces = []
    while (line := data.find(b"\r\n", at)) >= 0:
        length, begin = int(data[at:line].split(b";")[0], 16), line + 2
        pieces.append(data[begin : begin + length])
        at = begin + length + 2
        if at > len(data):
            break
        if length == 0:
            return b"".join(pieces), at
    return b"".join(pieces), None


def requests(data):
    """The requests at the front of `data`, one by one, as far as they can be understood; the body of the last may not be
    whole. What follows a request to switch to WebSocket is its body."""
    at = 0
    with contextlib.suppress(ValueError):
        while at is not None and (begin := head(data, at)):
            start, headers, at = begin
            if headers.get("upgrade", "").lower() == "websocket":
                content, at = data[at:], None
            else:
                content, at = body(data, at, headers)
            method, path = start.split(" ")[:2]
            yield Request(method, path, headers, content)


def responses(data, methods=()):
    """The responses at the front of `data`, interim ones (1xx) too; the last may not be whole. `methods` are those of
    the requests. What follows a 101 is its body."""
    found, at, methods = [], 0, iter(methods)
    while at is not None and (begin := head(data, at)):
        start, headers, at = begin
        status = int(start.split(" ")[1])
        content = b""
        if status == 101:
            next(methods, "")
            content, at = data[at:], None
        elif status >= 200 and next(methods, "") != "HEAD" and status not in (204, 304):
            content, at = body(data, at, headers)
        found.append(Response(status, headers, content, at is not None or status == 101))
    return found


def conversation(sent, received):
    """The requests of a connection with their responses, as far as both have come."""
    asked = []

    def methods():
        for request in requests(sent):
            asked.append(request)
            yield request.method

    final = [one for one in responses(received, methods()) if one.status >= 200 or one.status == 101]
    return [(request, response) for request, response in itertools.zip_longest(asked, final, fillvalue=UNKNOWN) if response is not UNKNOWN]


def chunked(content, sizes=(16,)):
    pieces, at, turn = [], 0, 0
    while at < len(content):
        piece = content[at : at + sizes[turn % len(sizes)]]
        pieces.append(b"%x\r\n%s\r\n" % (len(piece), piece))
        at, turn = at + len(piece), turn + 1
    return b"".join(pieces) + b"0\r\n\r\n"


def texts(data):
    """The whole text messages of one direction of a WebSocket whose sides keep no window between messages."""
    found, pieces, kind, deflated, at = [], [], 0, False, 0
    while at + 2 <= len(data):
        first, second = data[at], data[at + 1]
        at, length, wide = at + 2, second & 0x7F, {126: 2, 127: 8}.get(second & 0x7F, 0)
        if wide:
            length, at = int.from_bytes(data[at : at + wide], "big"), at + wide
        mask, at = (data[at : at + 4], at + 4) if second & 0x80 else (b"", at)
        payload, at = data[at : at + length], at + length
        if at > len(data):
            break
        if first & 8:
            continue
        if first & 15:
            pieces, kind, deflated = [], first & 15, bool(first & 0x40)
        pieces.append(unmasked(payload, mask))
        if first & 0x80 and kind == 1:
            whole = b"".join(pieces)
            found.append(zlib.decompressobj(-15).decompress(whole + b"\0\0\xff\xff") if deflated else whole)
    return found


def unmasked(payload, mask):
    if not mask or not payload:
        return payload
    key = (mask * (len(payload) // 4 + 1))[: len(payload)]
    return (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(len(payload), "big")
