"""Requests that two parsers could read in two ways, with what RFC 9112 says of each: the answers and the connection."""

import json

import pytest

from forge import chunked, connect, exchange, get, hello, mcp_headers, receive

CALL = json.dumps(hello(), separators=(",", ":")).encode()
N = len(CALL)
SIZE = b"%x" % N


def post(*fields, body=b"", version="1.1"):
    """A POST of a call with exactly these framing fields, and then `body`."""
    head = [f"POST /mcp HTTP/{version}".encode(), b"Host: {host}"]
    head += [f"{name}: {value}".encode() for name, value in mcp_headers(hello()).items()]
    return b"\r\n".join(head + list(fields)) + b"\r\n\r\n" + body


def plain(*lines, start=b"GET /health HTTP/1.1", host=b"Host: {host}"):
    return b"\r\n".join([start, *([host] if host else []), *lines]) + b"\r\n\r\n"


NEXT = plain()
CHUNKED = b"Transfer-Encoding: chunked"
LENGTH = b"Content-Length: %d" % N
BODY = chunked(CALL, (40,))
ZERO = b"0\r\n\r\n"
OPEN, CLOSED = False, True

# name, bytes, statuses that come back, whether the connection is closed after them
TABLE = [
    # Body lengths (RFC 9112 §6)
    ("a length", post(LENGTH, body=CALL) + NEXT, [200, 200], OPEN),
    ("chunks", post(CHUNKED, body=BODY) + NEXT, [200, 200], OPEN),
    ("length and chunks", post(LENGTH, CHUNKED, body=ZERO) + NEXT, [400], CLOSED),
    ("chunks and length", post(CHUNKED, b"Content-Length: 4", body=ZERO) + NEXT, [400], CLOSED),
    ("two lengths that differ", post(LENGTH, b"Content-Length: 3", body=CALL) + NEXT, [400], CLOSED),
    ("two lengths that agree", post(LENGTH, LENGTH, body=CALL) + NEXT, [400], CLOSED),
    ("a list of lengths", post(b"Content-Length: 5, 5", body=CALL) + NEXT, [400], CLOSED),
    ("a length with a plus", post(b"Content-Length: +5", body=CALL) + NEXT, [400], CLOSED),
    ("a length below zero", post(b"Content-Length: -1", body=CALL) + NEXT, [400], CLOSED),
    ("a length in hexadecimal", post(b"Content-Length: 0x5", body=CALL) + NEXT, [400], CLOSED),
    ("a length of 20 digits", post(b"Content-Length: 18446744073709551621", body=CALL) + NEXT, [{400, 413}], CLOSED),
    ("an empty length", post(b"Content-Length:", body=CALL) + NEXT, [400], CLOSED),
    ("a length over the limit", post(b"Content-Length: 99999999", body=CALL) + NEXT, [413], CLOSED),
    ("a GET with a body", plain(b"Content-Length: 3") + b"abc" + NEXT, [200, 200], OPEN),
    ("a GET with chunks", plain(CHUNKED) + b"3\r\nabc\r\n" + ZERO + NEXT, [200, 200], OPEN),
    ("Content-Length named by Connection", post(b"Connection: close, Content-Length", LENGTH, body=CALL) + NEXT, [200], CLOSED),
    # Transfer codings (RFC 9112 §6.1, §7)
    ("chunked twice in two fields", post(CHUNKED, CHUNKED, body=ZERO) + NEXT, [400], CLOSED),
    ("chunked twice in one field", post(b"Transfer-Encoding: chunked, chunked", body=ZERO) + NEXT, [400], CLOSED),
    ("chunked is not last", post(b"Transfer-Encoding: chunked, identity", body=ZERO) + NEXT, [400], CLOSED),
    ("an unknown coding", post(b"Transfer-Encoding: xchunked", body=ZERO) + NEXT, [400], CLOSED),
    ("identity", post(b"Transfer-Encoding: identity", LENGTH, body=CALL) + NEXT, [400], CLOSED),
    ("an unknown coding below chunked", post(b"Transfer-Encoding: gzip, chunked", body=ZERO) + NEXT, [501], CLOSED),
    ("upper case", post(b"transfer-encoding: CHUNKED", body=BODY) + NEXT, [200, 200], OPEN),
    ("a tab before chunked", post(b"Transfer-Encoding:\tchunked", body=BODY) + NEXT, [200, 200], OPEN),
    ("a vertical tab before chunked", post(b"Transfer-Encoding: \x0bchunked", body=BODY) + NEXT, [400], CLOSED),
    ("a name one letter off", post(b"Xransfer-Encoding: chunked", LENGTH, body=CALL) + NEXT, [200, 200], OPEN),
    ("a quoted coding", post(b'Transfer-Encoding: "chunked"', body=BODY) + NEXT, [400], CLOSED),
    ("an empty coding", post(b"Transfer-Encoding:", body=BODY) + NEXT, [400], CLOSED),
    ("a folded coding", post(b"Transfer-Encoding:\r\n chunked", body=BODY) + NEXT, [400], CLOSED),
    ("chunks in HTTP/1.0", post(b"Connection: keep-alive", CHUNKED, body=BODY, version="1.0") + NEXT, [400], CLOSED),
    # Chunks (RFC 9112 §7.1)
    ("a chunk extension", post(CHUNKED, body=SIZE + b";a=b\r\n" + CALL + b"\r\n" + ZERO) + NEXT, [200, 200], OPEN),
    ("a quoted chunk extension", post(CHUNKED, body=SIZE + b';a="x;y"\r\n' + CALL + b"\r\n" + ZERO) + NEXT, [200, 200], OPEN),
    ("a flood of chunk extensions", post(CHUNKED, body=SIZE + b";a=b" * 20000 + b"\r\n" + CALL + b"\r\n" + ZERO), [{400, 413, 431}], CLOSED),
    ("a line end in a chunk extension", post(CHUNKED, body=SIZE + b";a\nb\r\n" + CALL + b"\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("junk after a chunk size", post(CHUNKED, body=b"2zz\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("junk after a chunk size and a space", post(CHUNKED, body=b"2 z\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("a space after a chunk size", post(CHUNKED, body=SIZE + b" \r\n" + CALL + b"\r\n" + ZERO) + NEXT, [200, 200], OPEN),
    ("a chunk size below zero", post(CHUNKED, body=b"-2\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("a chunk size with 0x", post(CHUNKED, body=b"0x2\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("an empty chunk size", post(CHUNKED, body=b"\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("a chunk size of 17 digits", post(CHUNKED, body=b"10000000000000002\r\n{}\r\n" + ZERO) + NEXT, [{400, 413}], CLOSED),
    ("a chunk over the limit", post(CHUNKED, body=b"5f5e100\r\n{}") + NEXT, [413], CLOSED),
    ("chunks with bare line feeds", post(CHUNKED, body=b"2\n{}\n0\n\n") + NEXT, [400], CLOSED),
    ("a chunk longer than its size", post(CHUNKED, body=b"1\r\n{}\r\n" + ZERO) + NEXT, [400], CLOSED),
    ("no line end after a chunk", post(CHUNKED, body=b"2\r\n{}" + ZERO) + NEXT, [400], CLOSED),
    ("trailers", post(CHUNKED, body=BODY[:-2] + b"X-A: b\r\n\r\n") + NEXT, [200, 200], OPEN),
    ("trailers that name a length", post(CHUNKED, body=BODY[:-2] + b"Content-Length: 900\r\n\r\n") + NEXT, [{200, 400}, 200], None),
    ("a flood of trailers", post(CHUNKED, body=BODY[:-2] + b"X-A: b\r\n" * 20000 + b"\r\n"), [{400, 431}], CLOSED),
    ("a trailer without a colon", post(CHUNKED, body=BODY[:-2] + b"nonsense\r\n\r\n") + NEXT, [400], CLOSED),
    # Fields (RFC 9112 §5, RFC 9110 §5)
    ("space before a colon", post(b"Content-Length : %d" % N, body=CALL) + NEXT, [400], CLOSED),
    ("a folded field", plain(b"X-A: b", b" Content-Length: 9") + NEXT, [400], CLOSED),
    ("a fold before the first field", b"GET /health HTTP/1.1\r\n X: y\r\nHost: {host}\r\n\r\n" + NEXT, [400], CLOSED),
    ("bare line feeds", b"GET /health HTTP/1.1\nHost: {host}\n\n" + NEXT, [400], CLOSED),
    ("a bare line feed after one field", b"GET /health HTTP/1.1\r\nHost: {host}\nX: y\r\n\r\n" + NEXT, [400], CLOSED),
    ("a bare carriage return", plain(b"X: a\rb") + NEXT, [400], CLOSED),
    ("a NUL in a value", plain(b"X: a\x00b") + NEXT, [400], CLOSED),
    ("a space in a name", plain(b"X A: b") + NEXT, [400], CLOSED),
    ("an empty name", plain(b": b") + NEXT, [400], CLOSED),
    ("no colon", plain(b"nonsense") + NEXT, [400], CLOSED),
    ("fields of 64 KiB", plain(b"X: " + b"a" * 65536), [431], CLOSED),
    ("a thousand fields", plain(*[b"X: a"] * 1000), [431], CLOSED),
    # The request line (RFC 9112 §3)
    ("an empty line before it", b"\r\n" + NEXT, [200], OPEN),
    ("two spaces in it", plain(start=b"GET  /health HTTP/1.1") + NEXT, [400], CLOSED),
    ("a space in the target", plain(start=b"GET /health x HTTP/1.1") + NEXT, [400], CLOSED),
    ("a tab in it", plain(start=b"GET\t/health HTTP/1.1") + NEXT, [400], CLOSED),
    ("no version", plain(start=b"GET /health") + NEXT, [400], CLOSED),
    ("HTTP/2.0", plain(start=b"GET /health HTTP/2.0") + NEXT, [505], CLOSED),
    ("the preface of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [{400, 505}], CLOSED),
    ("a version with junk", plain(start=b"GET /health HTTP/1.1x") + NEXT, [400], CLOSED),
    ("a version in lower case", plain(start=b"GET /health http/1.1") + NEXT, [400], CLOSED),
    ("a method that is no token", plain(start=b"GE(T /health HTTP/1.1") + NEXT, [400], CLOSED),
    ("a target of 64 KiB", plain(start=b"GET /" + b"a" * 65536 + b" HTTP/1.1"), [414], CLOSED),
    ("a target with a control character", plain(start=b"GET /he\x01alth HTTP/1.1") + NEXT, [400], CLOSED),
    ("an absolute target", plain(start=b"GET http://{host}/health HTTP/1.1") + NEXT, [200, 200], OPEN),
    ("OPTIONS *", plain(start=b"OPTIONS * HTTP/1.1") + NEXT, [{200, 204}, 200], OPEN),
    ("GET *", plain(start=b"GET * HTTP/1.1") + NEXT, [400], CLOSED),
    ("a target without a slash", plain(start=b"GET health HTTP/1.1") + NEXT, [400], CLOSED),
    ("CONNECT", plain(start=b"CONNECT {host} HTTP/1.1"), [{400, 404, 405, 501}], None),
    # Host (RFC 9112 §3.2)
    ("no Host", plain(host=None) + NEXT, [400], CLOSED),
    ("two Hosts", plain(b"Host: {host}") + NEXT, [400], CLOSED),
    ("no Host in HTTP/1.0", plain(start=b"GET /health HTTP/1.0", host=None) + NEXT, [200], CLOSED),
    # Expect (RFC 9110 §10.1.1) and what follows an error
    ("Expect: 100-continue", post(b"Expect: 100-continue", LENGTH, body=CALL) + NEXT, [{100, 200}, 200], None),
    ("an unknown expectation", post(b"Expect: tea", LENGTH, body=CALL) + NEXT, [417], None),
    ("a request after a broken one", plain(b"nonsense") + post(LENGTH, body=CALL), [400], CLOSED),
    ("a request after Connection: close", plain(b"Connection: close") + post(LENGTH, body=CALL), [200], CLOSED),
    ("HEAD and another", plain(start=b"HEAD /health HTTP/1.1") + NEXT, [200, 200], OPEN),
]


@pytest.mark.parametrize("data, statuses, closed", [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_a_request_is_read_in_one_way(server, data, statuses, closed):
    answers = exchange(server.port, data.replace(b"{host}", server.host.encode()))
    found = [status for status in answers.statuses if status != 100 or 100 in flat(statuses)]
    if 100 in flat(statuses) and found[0] == 100:
        found = found[1:]
    wanted = [status if isinstance(status, set) else {status} for status in statuses]
    if closed is None:
        found, wanted = found[:1], wanted[:1]
    assert len(found) == len(wanted) and all(one in some for one, some in zip(found, wanted)), (
        f"{found} where {statuses} was to come: {answers.raw[:300]}"
    )
    if closed is not None:
        assert answers.closed is closed
    if all(status >= 400 for status in found):
        assert b"Hello" not in answers.raw, "a tool ran"
    assert server.healthy()


def flat(statuses):
    return {one for status in statuses for one in (status if isinstance(status, set) else {status})}


SHORT = [row for row in TABLE if len(row[1]) <= 4096]


@pytest.mark.parametrize("data", [row[1] for row in SHORT], ids=[row[0] for row in SHORT])
def test_the_same_bytes_in_small_pieces_are_read_the_same_way(server, data):
    data = data.replace(b"{host}", server.host.encode())
    whole = exchange(server.port, data)
    split = exchange(server.port, data, pieces=[data[at : at + 7] for at in range(0, len(data), 7)])
    final = [status for status in split.statuses if status != 100]
    assert final == [status for status in whole.statuses if status != 100]
    assert split.closed is whole.closed


def test_a_client_that_waits_for_100_is_told_to_continue(server):
    with connect(server.port) as connection:
        connection.sendall(post(b"Expect: 100-continue", LENGTH).replace(b"{host}", server.host.encode()))
        assert receive(connection, expect=1).statuses == [100]
        connection.sendall(CALL)
        assert receive(connection, expect=1).statuses == [200]


def test_every_answer_carries_a_date(server):
    for data in (get("/health", server.host), get("/nowhere", server.host), b"nonsense\r\n\r\n"):
        assert "date" in exchange(server.port, data, expect=1).final.headers


def test_head_answers_with_the_length_and_no_body(server):
    whole = exchange(server.port, get("/health", server.host), expect=1).final
    head = exchange(server.port, get("/health", server.host, method="HEAD"))
    assert head.final.headers["content-length"] == str(len(whole.body))
    assert head.raw.endswith(b"\r\n\r\n")
