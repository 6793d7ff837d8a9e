"""TLS of the server's own, with real clients, good ones and others."""

import asyncio
import hashlib
import json
import os
import signal
import socket
import ssl
import subprocess
import threading
import time

import anyio
import httpx2
import mcp
import pytest
from certificates import Authority
from forge import connect, exchange, get, hello, post, receive, request, tool, whole
from mcp.client.streamable_http import streamable_http_client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect as open_websocket


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def secure(start, authority):
    """Starts a server with a certificate; more lines for `[server.tls]`, and more tables."""

    def launch(lines="", tables="", waiting=False, **options):
        certificate, key = authority.issue("server")
        return start(
            f'[server.tls]\ncertificate = "{certificate}"\nkey = "{key}"\n{lines}\n{tables}', waiting=waiting, **options
        )

    return launch


def client(authority, *, version=None, certificate=None, protocols=None):
    context = ssl.create_default_context(cafile=authority.path)
    if version:
        context.minimum_version = context.maximum_version = version
    if certificate:
        context.load_cert_chain(*certificate)
    if protocols:
        context.set_alpn_protocols(protocols)
    return context


def handshake(server, context, name="localhost", session=None):
    return context.wrap_socket(connect(server.port), server_hostname=name, session=session)


def call(server, connection, message=None):
    data = post(message or hello(), f"localhost:{server.port}")
    connection.sendall(data)
    return receive(connection, data, expect=1).final


def served(server, context, **options):
    with handshake(server, context, **options) as connection:
        return call(server, connection).status == 200


def refused(server, context, **options):
    """In 1.3 a client hears of it with its first read."""
    with pytest.raises((ssl.SSLError, ConnectionError)) as caught:
        with handshake(server, context, **options) as connection:
            connection.sendall(get("/health", "localhost"))
            if not connection.recv(1):
                raise ConnectionError("closed")
    return str(caught.value)


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_a_call_over_tls(secure, authority, version):
    server = secure()
    assert any("https://127.0.0.1" in line for line in server.log)
    with handshake(server, client(authority, version=version)) as connection:
        for _ in range(3):
            assert call(server, connection).status == 200
        name = connection.cipher()[0]
        assert "GCM" in name or "CHACHA20" in name
        assert connection.compression() is None


def test_1_2_is_refused_where_1_3_is_the_least(secure, authority):
    server = secure('min_version = "1.3"')
    assert served(server, client(authority, version=ssl.TLSVersion.TLSv1_3))
    assert "VERSION" in refused(server, client(authority, version=ssl.TLSVersion.TLSv1_2))


def test_old_versions_and_ciphers_are_refused(secure, authority):
    server = secure()
    for cipher in ["AES128-SHA", "ECDHE-ECDSA-AES128-SHA", "ECDHE-ECDSA-AES128-SHA256"]:
        context = client(authority, version=ssl.TLSVersion.TLSv1_2)
        context.set_ciphers(f"{cipher}:@SECLEVEL=0")
        assert refused(server, context)
    old = subprocess.run(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"],
        input=b"", capture_output=True,
    )
    assert old.returncode != 0 and b"alert protocol version" in old.stderr


def test_protocols_are_agreed_on(secure, authority):
    server = secure()
    for offered, chosen in [(None, None), (["http/1.1"], "http/1.1"), (["h2", "http/1.1"], "http/1.1")]:
        with handshake(server, client(authority, protocols=offered)) as connection:
            assert connection.selected_alpn_protocol() == chosen
    assert "no application protocol" in refused(server, client(authority, protocols=["h2"]))


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_sessions_are_resumed(secure, authority, version):
    server = secure(tables="[server.transport.http]\nloops = 2")
    context = client(authority, version=version)
    session, reused = None, []
    for _ in range(6):
        with handshake(server, context, session=session) as connection:
            assert call(server, connection).status == 200
            session = connection.session
            reused.append(connection.session_reused)
    assert reused == [False] + [True] * 5


def test_each_name_has_its_certificate(secure, authority):
    other, wild = authority.issue("other", ["other.example"]), authority.issue("wild", ["*.wild.example"])
    hosts = "".join(
        f'[[server.tls.hosts]]\nnames = ["{name}"]\ncertificate = "{files[0]}"\nkey = "{files[1]}"\n'
        for name, files in [("Other.example", other), ("*.wild.example", wild)]
    )
    server = secure(tables=hosts)
    for name, common in [("localhost", "server"), ("other.example", "other"), ("a.wild.example", "wild")]:
        with handshake(server, client(authority), name=name) as connection:
            assert connection.getpeercert()["subject"] == ((("commonName", common),),)
    for name in ["unknown.example", "a.b.wild.example", "wild.example"]:
        context = client(authority)
        context.check_hostname = False
        with handshake(server, context, name=name) as connection:
            assert connection.getpeercert()["subject"] == ((("commonName", "server"),),)


def test_clients_must_show_a_certificate(secure, authority, tmp_path):
    server = secure(
        f'client_ca = "{authority.path}"',
        f'[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n',
    )
    stranger = Authority(tmp_path, "Other CA")
    good = authority.issue("agent")
    assert served(server, client(authority, certificate=good))
    for version in [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]:
        assert refused(server, client(authority, version=version))
        assert refused(server, client(authority, version=version, certificate=stranger.issue("agent2")))
        assert refused(server, client(authority, version=version, certificate=authority.issue("agent3", days=-1)))
    assert server.stop() == 0
    line = json.loads((tmp_path / "access.log").read_text().splitlines()[0])
    assert line["tls.client.subject"] == "CN=agent"
    der = ssl.PEM_cert_to_DER_cert(good[0].read_text())
    assert line["tls.client.hash.sha256"] == hashlib.sha256(der).hexdigest().upper()


def test_a_certificate_may_be_optional_but_never_wrong(secure, authority, tmp_path):
    server = secure(f'client_ca = "{authority.path}"\nclient_auth = "optional"')
    assert served(server, client(authority))
    assert served(server, client(authority, certificate=authority.issue("agent")))
    assert refused(server, client(authority, certificate=Authority(tmp_path, "Other CA").issue("agent2")))


def test_a_resumed_session_keeps_its_certificate(secure, authority, tmp_path):
    server = secure(
        f'client_ca = "{authority.path}"', f'[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n'
    )
    context, session = client(authority, certificate=authority.issue("agent")), None
    for _ in range(2):
        with handshake(server, context, session=session) as connection:
            assert call(server, connection).status == 200
            session = connection.session
    assert server.stop() == 0
    lines = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
    assert [line["tls.client.subject"] for line in lines] == ["CN=agent"] * 2


def test_certificates_are_read_again_under_load(secure, authority):
    server = secure()
    stop, failures, calls = threading.Event(), [], [0]

    def work():
        try:
            with handshake(server, client(authority)) as long:
                while not stop.is_set():
                    assert call(server, long).status == 200
                    assert served(server, client(authority))
                    calls[0] += 2
        except Exception as error:
            failures.append(repr(error))

    workers = [threading.Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    serials = set()
    for turn in range(20):
        authority.issue("server")
        if turn % 2:  # a key that does not fit: nothing changes
            (authority.folder / "server.key").write_text("nothing")
        server.process.send_signal(signal.SIGHUP)
        time.sleep(0.1)
        with handshake(server, client(authority)) as connection:
            serials.add(connection.getpeercert()["serialNumber"])
    stop.set()
    for worker in workers:
        worker.join()
    assert not failures and calls[0] > 20
    assert len(serials) == 10
    assert sum("certificates stay as they were" in line for line in server.log) == 10
    assert sum("certificates were read again" in line for line in server.log) == 10


@pytest.mark.parametrize(
    "change, reason",
    [
        (lambda a: (a.folder / "server.key").unlink(), "there is no such file"),
        (lambda a: (a.folder / "server.key").write_bytes(a.issue("another")[1].read_bytes()), "does not belong to"),
        (lambda a: a.issue("server", password=b"secret"), "encrypted"),
        (lambda a: (a.folder / "server.crt").write_text("nothing"), "no certificate in PEM"),
    ],
)
def test_what_cannot_be_served_is_refused_at_start(binary, authority, change, reason):
    certificate, key = authority.issue("server")
    change(authority)
    config = authority.folder / "config.toml"
    config.write_text(f'[server.tls]\ncertificate = "{certificate}"\nkey = "{key}"\n')
    for command in ["check", "http"]:
        ended = subprocess.run([binary, command, "--config", config], capture_output=True, text=True, timeout=10)
        assert ended.returncode == 78
        assert reason in ended.stderr and "^" in ended.stderr and "config.toml:" in ended.stderr


def test_an_expired_certificate_is_a_warning(binary, authority):
    certificate, key = authority.issue("server", days=-1)
    config = authority.folder / "config.toml"
    config.write_text(f'[server.tls]\ncertificate = "{certificate}"\nkey = "{key}"\n')
    ended = subprocess.run([binary, "check", "--config", config], capture_output=True, text=True, timeout=10)
    assert ended.returncode == 0 and "has expired" in ended.stderr


def test_plain_http_is_told(secure):
    server = secure()
    for method in ["GET", "OPTIONS", "DELETE"]:
        answers = exchange(server.port, get("/health", server.host, method=method))
        assert answers.statuses == [400] and answers.closed
        assert "HTTPS" in answers.final.body.decode()


def test_garbage_and_silence_are_closed(secure, authority):
    server = secure(tables='[server.limits]\nhandshake_time = "1s"\n')
    for garbage in [b"\x00" * 100, b"\x16\x03\x01\xff\xff" + os.urandom(20000), os.urandom(64).lower(), b"\x80" * 5]:
        with connect(server.port) as connection:
            connection.sendall(garbage)
            begin = time.monotonic()
            with pytest.raises((ConnectionError, EOFError)):
                while connection.recv(4096):
                    pass
                raise EOFError
            assert time.monotonic() - begin < 4
    begin = time.monotonic()
    with connect(server.port) as connection:
        for byte in b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03":
            connection.sendall(bytes([byte]))
            time.sleep(0.05)
        assert connection.recv(1) == b""
    assert 0.8 < time.monotonic() - begin < 3
    assert served(server, client(authority))


def in_memory(server, context):
    """A TLS client whose bytes this test moves itself."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    return context.wrap_bio(incoming, outgoing, server_hostname="localhost"), incoming, outgoing


def pump(connection, tls, incoming, outgoing, action, size):
    while True:
        try:
            result = action()
        except ssl.SSLWantReadError:
            result = None
        data = outgoing.read()
        for at in range(0, len(data), size):
            connection.sendall(data[at : at + size])
        if result is not None:
            return result
        received = connection.recv(1 << 16)
        if not received:
            raise EOFError
        incoming.write(received)


def test_records_in_single_bytes(secure, authority):
    server = secure()
    with connect(server.port) as connection:
        tls, incoming, outgoing = in_memory(server, client(authority))
        pump(connection, tls, incoming, outgoing, lambda: tls.do_handshake() or True, 1)
        for _ in range(2):
            data = post(hello(), f"localhost:{server.port}")
            pump(connection, tls, incoming, outgoing, lambda: tls.write(data), 1)
            assert b"200 OK" in pump(connection, tls, incoming, outgoing, lambda: tls.read(65536), 1)


def test_a_cut_record_and_a_broken_one(secure, authority):
    server = secure()
    for change in [lambda data: data[: len(data) // 2], lambda data: data[:-1] + bytes([data[-1] ^ 1])]:
        with connect(server.port) as connection:
            tls, incoming, outgoing = in_memory(server, client(authority))
            pump(connection, tls, incoming, outgoing, lambda: tls.do_handshake() or True, 4096)
            tls.write(post(hello(), "localhost"))
            connection.sendall(change(outgoing.read()))
            connection.shutdown(socket.SHUT_WR)
            while received := connection.recv(4096):
                incoming.write(received)
            try:
                assert tls.read(65536) == b""
            except ssl.SSLError as error:
                assert "alert" in str(error)
    assert served(server, client(authority))


def test_the_end_is_said(secure, authority):
    """A client can tell an answer's end from a cut (close_notify)."""
    server = secure()
    with handshake(server, client(authority)) as connection:
        connection.sendall(get("/health", "localhost", {"Connection": "close"}))
        received = b""
        while piece := connection.recv(4096):
            received += piece
        assert received.startswith(b"HTTP/1.1 200")


def test_renegotiation_is_refused(secure):
    server = secure()
    with subprocess.Popen(
        ["openssl", "s_client", "-connect", f"127.0.0.1:{server.port}", "-tls1_2"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    ) as process:
        time.sleep(0.5)
        process.stdin.write(b"R\n")
        process.stdin.flush()
        time.sleep(0.5)
        process.stdin.close()
        output = process.stdout.read()
    assert b"RENEGOTIATING" in output and b"no renegotiation" in output
    assert server.alive


def test_large_bodies_streams_and_sockets(start, secure, authority):
    server = secure(tables="[server.transport.http]\nwebsocket = true\n", waiting=True)
    text = "x" * 3_000_000
    with handshake(server, client(authority)) as connection:
        answer = call(server, connection, hello(text))
        assert answer.status == 200 and text in answer.body.decode()
    with open_websocket(
        f"wss://localhost:{server.port}/ws", ssl=client(authority), subprotocols=["mcp"], max_size=None
    ) as socket_:
        socket_.send(json.dumps(hello()))
        assert "Hello, Ada!" in json.loads(socket_.recv(5))["result"]["content"][0]["text"]


def test_curl_trusts_the_authority_only(secure, authority):
    server = secure()
    url = f"https://localhost:{server.port}/health"
    good = subprocess.run(["curl", "-sS", "--cacert", authority.path, url], capture_output=True, text=True)
    assert good.returncode == 0 and '"ok"' in good.stdout
    assert subprocess.run(["curl", "-sS", url], capture_output=True).returncode == 60


def test_the_sdk_calls_over_https(secure, authority):
    server = secure()

    async def talk():
        async with httpx2.AsyncClient(verify=client(authority)) as http:
            url = f"https://localhost:{server.port}/mcp"
            async with mcp.Client(streamable_http_client(url, http_client=http)) as session:
                return await session.call_tool("hello_world", {"name": "Ada"})

    assert "Hello, Ada!" in anyio.run(talk).content[0].text


def test_healthcheck_over_tls(binary, secure, authority, tmp_path):
    server = secure()

    def check():
        command = [binary, "healthcheck", "--config", tmp_path / "config.toml", "--port", str(server.port)]
        return subprocess.run(command, capture_output=True, text=True, timeout=10)

    assert check().returncode == 0
    authority.issue("server")  # renewed, and not read yet
    assert check().returncode == 0
    authority.issue("server", ["elsewhere.example"])
    assert check().returncode == 1 and "other names" in check().stderr


def test_many_connections_that_never_finish_are_counted(secure, authority):
    server = secure(tables='[server.limits]\nconnections = 20\nhandshake_time = "2s"\n')
    idle = [connect(server.port) for _ in range(20)]
    time.sleep(0.3)  # for both loops to take theirs
    with pytest.raises((ssl.SSLError, ConnectionError)):
        handshake(server, client(authority))
    time.sleep(2.5)
    assert served(server, client(authority))
    for connection in idle:
        connection.close()


def test_an_event_stream_over_tls_shows_each_step_when_it_comes(secure, authority):
    server = secure(waiting=True)
    message = request(
        "tools/call",
        {"name": "slow", "arguments": {"ms": 1200, "steps": 4, "name": "Ada"}, "_meta": {"progressToken": "p"}},
    )
    with handshake(server, client(authority)) as connection:
        for _ in range(2):
            data, times, received = post(message, f"localhost:{server.port}"), [], b""
            connection.sendall(data)
            while b"Hello, Ada!" not in received:
                received += connection.recv(65536)
                times += [time.monotonic()] * (received.count(b"notifications/progress") - len(times))
            assert len(times) == 4 and times[-1] - times[0] > 0.6
            while not (answers := whole(received, ["POST"])):
                received += connection.recv(65536)
            assert [event["params"]["progress"] for event in answers[0].events[:-1]] == [1, 2, 3, 4]


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_many_records_go_both_ways_at_once(secure, authority, version):
    """Answers are larger than what sockets hold, and are read while more is asked. One thread: a session of OpenSSL has no lock."""
    server = secure(waiting=True)
    text = "y" * 1_000_000
    data = post(hello(text), f"localhost:{server.port}")

    async def talk():
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", server.port, ssl=client(authority, version=version), server_hostname="localhost"
        )
        writer.write(data * 5)
        received = b""
        while len(answers := whole(received, ["POST"] * 5)) < 5:
            received += await asyncio.wait_for(reader.read(1 << 20), 20)
        writer.close()
        return answers

    answers = asyncio.run(talk())
    assert [answer.status for answer in answers] == [200] * 5
    assert all(text in answer.body.decode() for answer in answers)


def test_a_socket_over_tls_carries_large_messages_and_ends_in_good_order(secure, authority):
    server = secure(tables="[server.transport.http]\nwebsocket = true\n", waiting=True)
    text = "z" * 400_000
    with open_websocket(
        f"wss://localhost:{server.port}/ws", ssl=client(authority), subprotocols=["mcp"], max_size=None
    ) as channel:
        channel.send(json.dumps(tool("slow", {"ms": 300}, id=1)))
        channel.send(json.dumps(hello(text, id=2)))
        first, second = (json.loads(channel.recv(10)) for _ in range(2))
        assert (first["id"], second["id"]) == (2, 1) and text in first["result"]["content"][0]["text"]
        server.process.send_signal(signal.SIGTERM)
        with pytest.raises(ConnectionClosed) as closed:
            channel.recv(10)
        assert closed.value.rcvd.code == 1001
    assert server.process.wait(10) == 0


def test_who_ends_its_side_first_still_gets_all_that_it_asked_for(secure, authority):
    """close_notify, and then the end of the connection in one direction (RFC 8446 §6.1)."""
    server = secure(waiting=True)
    with connect(server.port) as connection:
        tls, incoming, outgoing = in_memory(server, client(authority))
        pump(connection, tls, incoming, outgoing, lambda: tls.do_handshake() or True, 4096)
        data = post(tool("big", {"bytes": 6_000_000}), f"localhost:{server.port}")
        tls.write(data)
        with pytest.raises(ssl.SSLWantReadError):
            tls.unwrap()
        connection.sendall(outgoing.read())
        connection.shutdown(socket.SHUT_WR)
        received = b""
        # The end is said as well, so that it is no cut.
        with pytest.raises(ssl.SSLZeroReturnError):
            while True:
                received += pump(connection, tls, incoming, outgoing, lambda: tls.read(65536), 4096)
        assert [len(answer.body) > 6_000_000 for answer in whole(received, ["POST"])] == [True]


def test_a_handshake_that_stops_half_way_is_cut_in_time_however_it_drips(secure, authority):
    server = secure(tables='[server.limits]\nhandshake_time = "1s"\n')
    tls, _, outgoing = in_memory(server, client(authority))
    with pytest.raises(ssl.SSLWantReadError):
        tls.do_handshake()
    greeting = outgoing.read()
    begin = time.monotonic()
    with connect(server.port) as silent, connect(server.port) as slow, connect(server.port) as mute:
        mute.sendall(greeting)  # and nothing after the server's answer
        slow.settimeout(0.1)
        for byte in greeting:
            try:
                slow.sendall(bytes([byte]))
                if slow.recv(4096) == b"":
                    break
            except TimeoutError:
                continue
            except OSError:
                break
        cut = time.monotonic() - begin
        assert 0.8 < cut < 4
        assert server.has_cut(silent) and server.has_cut(mute)
        assert time.monotonic() - begin < 6
    assert served(server, client(authority))


def cut(server, connection):
    """Whether a request on a connection that stands is not answered."""
    try:
        connection.sendall(get("/health", f"localhost:{server.port}"))
        return not connection.recv(1)
    except OSError:
        return True


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_nothing_outlives_the_certificate_of_a_client(secure, authority, version):
    server = secure(f'client_ca = "{authority.path}"')
    lasting = client(authority, version=version, certificate=authority.issue("lasting"))
    short = client(authority, version=version, certificate=authority.issue("short", days=4 / 86400))
    sessions = {}
    with handshake(server, short) as held:
        assert call(server, held).status == 200
        for context in [short, lasting]:
            with handshake(server, context) as connection:
                assert call(server, connection).status == 200
                sessions[context] = connection.session
        time.sleep(5)
        assert cut(server, held)
    with handshake(server, lasting, session=sessions[lasting]) as connection:
        assert connection.session_reused and call(server, connection).status == 200
    assert refused(server, short, session=sessions[short])
