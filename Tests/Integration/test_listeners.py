"""Sockets in the file system, and IPv6."""

import json
import os
import signal
import socket
import stat
import subprocess

import pytest
from forge import clean_environment, get, receive


@pytest.fixture
def listen(binary, tmp_path):
    """Starts a server on a socket in the file system."""
    running = []
    path = tmp_path / "http.sock"

    def launch(more=""):
        config = tmp_path / "config.toml"
        config.write_text(f'[server.transport.http]\nsocket = "{path}"\n{more}')
        process = subprocess.Popen(
            [binary, "http", "--config", config], stderr=subprocess.PIPE, text=True, env=clean_environment()
        )
        running.append(process)
        log = []
        for line in process.stderr:
            log.append(line)
            if "listening on" in line or "cannot" in line:
                break
        return process, "".join(log)

    yield launch, path
    for process in running:
        process.kill()
        process.wait()


def ask(path, host="localhost", headers=None, target="/mcp"):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(get(target, host, headers))
        return receive(connection, expect=1).final.status


def test_a_socket_in_the_file_system(listen, binary, tmp_path):
    launch, path = listen
    process, log = launch(f'socket_mode = "0640"\n[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n')
    assert str(path) in log
    assert stat.S_IMODE(path.stat().st_mode) == 0o640 and stat.S_ISSOCK(path.stat().st_mode)
    assert ask(path, target="/health") == 200
    # As on loopback: loopback names only, and nobody is a trusted proxy unless it is listed.
    assert ask(path, "localhost") != 403 and ask(path, "10.0.0.1") == 403 and ask(path, "evil.example") == 403
    assert ask(path, headers={"X-Forwarded-For": "192.0.2.7"}, target="/health") == 200
    healthy = subprocess.run([binary, "healthcheck", "--config", tmp_path / "config.toml"], capture_output=True, text=True)
    assert healthy.returncode == 0, healthy.stderr
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert not path.exists()
    lines = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
    assert {line["client.address"] for line in lines} == {"127.0.0.1"}


def test_a_proxy_on_this_machine_may_be_trusted(listen, tmp_path):
    launch, path = listen
    process, _ = launch(
        f'trusted_proxies = ["127.0.0.1"]\n[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n'
    )
    assert ask(path, headers={"X-Forwarded-For": "192.0.2.7"}, target="/health") == 200
    process.send_signal(signal.SIGTERM)
    assert process.wait(10) == 0
    assert json.loads((tmp_path / "access.log").read_text())["client.address"] == "192.0.2.7"


def test_only_a_socket_that_nobody_listens_on_is_replaced(listen, tmp_path):
    launch, path = listen
    with socket.socket(socket.AF_UNIX) as stale:
        stale.bind(str(path))
    first, _ = launch()
    assert ask(path, target="/health") == 200
    second, log = launch()
    assert second.wait(10) == 71 and "somebody listens there" in log
    assert ask(path, target="/health") == 200
    first.send_signal(signal.SIGTERM)
    assert first.wait(10) == 0
    path.write_text("precious")
    third, log = launch()
    assert third.wait(10) == 71 and "something else stands there" in log
    assert path.read_text() == "precious"


def test_the_socket_of_another_is_not_removed(listen):
    launch, path = listen
    process, _ = launch()
    assert ask(path, target="/health") == 200
    path.unlink()
    with socket.socket(socket.AF_UNIX) as other:
        other.bind(str(path))
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        assert path.exists()


@pytest.mark.parametrize("line", ['socket = "relative.sock"', 'socket = "/' + "x" * 120 + '"', 'socket = "/a"\nsocket_mode = "999"'])
def test_a_socket_that_cannot_be_is_refused(binary, tmp_path, line):
    (tmp_path / "config.toml").write_text(f"[server.transport.http]\n{line}\n")
    ended = subprocess.run([binary, "check", "--config", tmp_path / "config.toml"], capture_output=True, text=True)
    assert ended.returncode == 78 and "must be" in ended.stderr


def reach(port, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as connection:
        connection.settimeout(5)
        connection.connect((address, port))
        connection.sendall(get("/health", "localhost"))
        return receive(connection, expect=1).final.status


def test_both_families_at_once(start, tmp_path):
    if not os.path.exists("/proc/net/if_inet6"):
        pytest.skip("no IPv6 here")
    server = start(
        f'[server.transport.http]\nallow_anonymous = true\n[middleware.access_logs]\nfile = "{tmp_path}/access.log"\n',
        waiting=False, host="::",
    )
    assert reach(server.port, "127.0.0.1") == reach(server.port, "::1") == 200
    assert server.stop() == 0
    lines = [json.loads(line) for line in (tmp_path / "access.log").read_text().splitlines()]
    assert sorted(line["client.address"] for line in lines) == ["127.0.0.1", "::1"]


@pytest.mark.parametrize("host", ["::1", "[::1]"])
def test_one_address_of_ipv6(start, host):
    if not os.path.exists("/proc/net/if_inet6"):
        pytest.skip("no IPv6 here")
    server = start(waiting=False, host=host)
    assert reach(server.port, "::1") == 200
    with pytest.raises(OSError):
        reach(server.port, "127.0.0.1")
