"""The PROXY protocol, by hand and through haproxy."""

import json
import shutil
import socket
import ssl
import struct
import subprocess
import time

import pytest
from certificates import Authority
from conftest import absent
from forge import connect, get, receive

SIGNATURE = b"\r\n\r\n\0\r\nQUIT\n"
TRUSTED = '[server.transport.http]\ntrusted_proxies = ["127.0.0.1"]\nproxy_protocol = true\n'


def block(client, command=0x21, more=b""):
    family = socket.AF_INET6 if ":" in client else socket.AF_INET
    addresses = socket.inet_pton(family, client) * 2 + struct.pack("!HH", 1000, 443)
    body = addresses + more
    return SIGNATURE + bytes([command, 0x21 if ":" in client else 0x11]) + struct.pack("!H", len(body)) + body


@pytest.fixture
def proxied(start, tmp_path):
    def launch(more="", config=TRUSTED):
        return start(
            config + f'[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n' + more, waiting=False
        )

    return launch


def lines(tmp_path):
    return [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]


def asked(server, prefix, *, size=None, rest=None):
    data = prefix + (get("/health", server.host) if rest is None else rest)
    with connect(server.port) as connection:
        try:
            for at in range(0, len(data), size or len(data)):
                connection.sendall(data[at : at + (size or len(data))])
        except OSError:
            pass
        return receive(connection, expect=1, patience=0.5)


def test_the_client_is_whom_the_header_names(proxied, tmp_path):
    server = proxied()
    tlv = b"\x04\0\x03abc" + b"\x20\0\x05" + bytes(5)
    for prefix, size in [
        (block("192.0.2.7"), None),
        (block("192.0.2.7", more=tlv), 1),
        (block("2001:db8::7"), None),
        (block("192.0.2.7", command=0x20), None),
        (b"PROXY TCP4 192.0.2.8 127.0.0.1 1 2\r\n", 1),
        (b"PROXY UNKNOWN\r\n", None),
    ]:
        assert asked(server, prefix, size=size).statuses == [200]
    assert server.stop() == 0
    assert [line["client.address"] for line in lines(tmp_path)] == [
        "192.0.2.7", "192.0.2.7", "2001:db8::7", "127.0.0.1", "192.0.2.8", "unknown",
    ]


def test_without_a_header_there_is_no_answer(proxied):
    server = proxied('[server.limits]\nhandshake_time = "1s"\n')
    for prefix in [b"", SIGNATURE + b"\x21\x12\0\x0c" + bytes(12), SIGNATURE + b"\x21\x11\xff\xff", b"PROXY TCP4 x\r\n"]:
        answers = asked(server, prefix)
        assert answers.closed and not answers.raw
    begin = time.monotonic()
    with connect(server.port) as connection:
        connection.sendall(SIGNATURE)
        assert connection.recv(1) == b""
    assert 0.5 < time.monotonic() - begin < 3
    assert asked(server, block("192.0.2.7")).statuses == [200]


def test_only_trusted_proxies_may_speak(proxied):
    server = proxied(config=TRUSTED.replace("127.0.0.1", "10.0.0.0/8"))
    answers = asked(server, block("192.0.2.7"))
    assert answers.closed and not answers.raw


def test_limits_of_one_address_are_the_clients(proxied):
    server = proxied("[server.limits]\nconnections_per_address = 2\n[server.keys]\n")
    held = []
    for client, status in [("192.0.2.7", 200), ("192.0.2.7", 200), ("192.0.2.7", 503), ("192.0.2.8", 200)]:
        connection = connect(server.port)
        connection.sendall(block(client) + get("/health", server.host))
        assert receive(connection, expect=1).statuses == [status]
        held.append(connection)
    for connection in held:
        connection.close()


def test_the_header_stands_before_tls(proxied, tmp_path):
    authority = Authority(tmp_path)
    certificate, key = authority.issue("server")
    server = proxied(f'[server.tls]\ncertificate = "{certificate}"\nkey = "{key}"\n')
    for join in [True, False]:
        connection = connect(server.port)
        incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
        tls = ssl.create_default_context(cafile=authority.path).wrap_bio(incoming, outgoing, server_hostname="localhost")
        header = block("192.0.2.9")
        if not join:
            connection.sendall(header)
            header = b""

        def step(action):
            nonlocal header
            while True:
                try:
                    result = action()
                except ssl.SSLWantReadError:
                    result = None
                connection.sendall(header + outgoing.read())
                header = b""
                if result is not None:
                    return result
                incoming.write(connection.recv(1 << 16))

        step(lambda: tls.do_handshake() or True)
        step(lambda: tls.write(get("/health", "localhost")))
        assert step(lambda: tls.read(4096)).startswith(b"HTTP/1.1 200")
        connection.close()
    assert server.stop() == 0
    assert [line["client.address"] for line in lines(tmp_path)] == ["192.0.2.9"] * 2


@pytest.mark.parametrize("word", ["send-proxy", "send-proxy-v2"])
def test_behind_haproxy(proxied, tmp_path, word):
    program = shutil.which("haproxy") or "/usr/sbin/haproxy"
    if not shutil.which(program):
        absent("haproxy is absent")
    server = proxied()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "haproxy.cfg").write_text(
        "defaults\n mode tcp\n timeout connect 5s\n timeout client 5s\n timeout server 5s\n"
        f"listen in\n bind 127.0.0.1:{port}\n source 127.0.0.1\n server s 127.0.0.1:{server.port} {word}\n"
    )
    with subprocess.Popen([program, "-db", "-f", tmp_path / "haproxy.cfg"], stderr=subprocess.DEVNULL) as process:
        try:
            for _ in range(50):
                try:
                    connection = socket.create_connection(("127.0.0.1", port), source_address=("127.0.0.3", 0))
                    break
                except ConnectionRefusedError:
                    time.sleep(0.1)
            connection.sendall(get("/health", server.host))
            assert receive(connection, expect=1).statuses == [200]
            connection.close()
        finally:
            process.terminate()
    assert server.stop() == 0
    assert lines(tmp_path)[0]["client.address"] == "127.0.0.3"


def test_a_server_without_trusted_proxies_does_not_start(binary, tmp_path):
    (tmp_path / "config.toml").write_text("[server.transport.http]\nproxy_protocol = true\n")
    ended = subprocess.run([binary, "check", "--config", tmp_path / "config.toml"], capture_output=True, text=True)
    assert ended.returncode == 78 and "trusted proxies" in ended.stderr
