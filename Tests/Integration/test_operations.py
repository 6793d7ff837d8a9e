"""Probes, the listener for the operator, the end, and systemd as it looks from the process."""

import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

from conftest import absent
from forge import clean_environment, connect, exchange, get, hello, post, receive, tool, until

ROOT = pathlib.Path(__file__).resolve().parents[2]
UNITS = ROOT / "packaging/systemd"
PROBES = ["/health", "/api/v1/health", "/livez", "/readyz", "/ready", "/startupz"]
TOKENS = """
[middleware.jwt]
enabled = true
[middleware.jwt.validation]
strategy = "local"
[[middleware.jwt.validation.tokens]]
name = "machine"
sha256 = "faadde01dab552b92433f8810f6f1acd91894d59fbbe54d0cad342fb0042ecac"
"""


def status(port, path, headers=None, host=None):
    return exchange(port, get(path, host or f"127.0.0.1:{port}", headers), expect=1, patience=3).statuses


def management(server):
    assert server.says("/metrics")
    return next(int(found.group(1)) for line in server.log if (found := re.search(r":(\d+)/metrics", line)))


# Who may look


def test_probes_are_open_and_what_shows_more_is_not_there(start):
    server = start(TOKENS, waiting=False)
    for host in (server.host, "kubelet.example"):
        assert [status(server.port, path, host=host) for path in PROBES] == [[200]] * len(PROBES)
    for path in ("/metrics", "/statusz"):
        assert status(server.port, path) == [404]
    assert status(server.port, "/mcp") == [401]


def test_metrics_stand_on_a_listener_of_their_own_behind_its_token(start):
    server = start('[management]\nport = 0\ntoken = "a token of the operator, long enough"\n' + TOKENS, waiting=False)
    port = management(server)
    bearer = lambda token: {"Authorization": f"Bearer {token}"}
    for path in ("/metrics", "/statusz"):
        assert status(port, path) == [401]
        # A caller's token is not the operator's.
        assert status(port, path, bearer("good-token-good-token-good-token-1")) == [401]
        assert status(port, path, bearer("a token of the operator, long enough")) == [200]
        assert status(port, path, host="evil.example") == [403]
        assert status(server.port, path, bearer("a token of the operator, long enough")) == [404]
    assert [status(port, path) for path in PROBES] == [[200]] * len(PROBES)
    assert status(port, "/mcp", bearer("good-token-good-token-good-token-1")) == [404]


def test_a_listener_that_would_show_it_to_everybody_does_not_open(binary, tmp_path):
    config = tmp_path / "config.toml"
    config.write_text('[management]\nhost = "0.0.0.0"\n')
    ended = subprocess.run([binary, "http", "--config", config], capture_output=True, text=True, timeout=20)
    assert ended.returncode == 78 and "token" in ended.stderr and "^" in ended.stderr


# The end


def test_readiness_goes_before_anybody_is_refused(start):
    server = start('[server.limits]\ndrain_delay = "2s"\n[management]\nport = 0\n')
    port = management(server)
    with connect(server.port) as connection:
        connection.sendall(post(tool("slow", {"ms": 3000}), server.host))
        assert server.has_read(connection)
        server.process.send_signal(signal.SIGTERM)
        assert until(lambda: status(server.port, "/readyz") == [503])
        # Load balancers need a moment to notice; meanwhile everybody is served as before.
        assert status(server.port, "/livez") == [200] and status(server.port, "/startupz") == [200]
        answer = exchange(server.port, post(hello(), server.host), expect=1).final
        assert answer.status == 200
        assert until(lambda: refuses(server.port))
        # What runs ends, and can be watched until it has.
        assert status(port, "/readyz") == [503] and status(port, "/metrics") == [200]
        assert receive(connection, expect=1).statuses == [200]
    assert server.process.wait(10) == 0


def refuses(port):
    try:
        return connect(port).close()
    except OSError:
        return True


# systemd


class Manager:
    """The socket that a service manager reads."""

    def __init__(self, folder):
        self.path = folder / "notify"
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(str(self.path))
        self.news, self.times = [], []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while news := self.socket.recv(4096):
            self.times.append(time.monotonic())
            self.news.append(dict(line.split("=", 1) for line in news.decode().splitlines()))

    def hears(self, key, after=0):
        return until(lambda: any(key in news for news in self.news[after:]))


@pytest.fixture
def manager(tmp_path):
    return Manager(tmp_path)


def test_the_manager_hears_of_the_start_of_reloads_and_of_the_end(start, manager, tmp_path):
    server = start("", environment={"NOTIFY_SOCKET": str(manager.path)})
    assert manager.hears("READY")
    for text in ("[mcp]\npage_size = 3\n", "[mcp]\npage_sice = 3\n"):
        (tmp_path / "config.toml").write_text(text)
        seen, before = len(manager.news), time.clock_gettime(time.CLOCK_MONOTONIC)
        server.process.send_signal(signal.SIGHUP)
        assert manager.hears("READY", after=seen)
        # systemd tells this reload from an earlier one by the clock (Type=notify-reload).
        first, second = manager.news[seen:]
        assert first["RELOADING"] == "1" and second == {"READY": "1"}
        told = int(first["MONOTONIC_USEC"]) / 1e6
        assert before <= told <= time.clock_gettime(time.CLOCK_MONOTONIC)
    assert server.stop() == 0
    assert manager.hears("STOPPING")
    assert [list(news) for news in manager.news] == [
        ["READY"], *[["RELOADING", "MONOTONIC_USEC"], ["READY"]] * 2, ["STOPPING"],
    ]


def test_the_watchdog_is_fed_until_a_loop_is_stuck(start, manager):
    server = start(
        "[server.transport.http]\nloops = 2\n",
        environment={"NOTIFY_SOCKET": str(manager.path), "WATCHDOG_USEC": "400000"},
    )
    beats = lambda: [at for at, news in zip(manager.times, manager.news) if "WATCHDOG" in news]
    assert until(lambda: len(beats()) >= 6)
    apart = [later - earlier for earlier, later in zip(beats(), beats()[1:])]
    assert sorted(apart)[len(apart) // 2] < 0.4
    with connect(server.port) as connection:
        connection.sendall(post(tool("block", {"ms": 3000}), server.host))
        assert server.has_read(connection)
        time.sleep(0.3)  # for a beat that was on its way
        count = len(beats())
        assert receive(connection, expect=1).statuses == [200]
        assert len(beats()) <= count + 1
    assert until(lambda: len(beats()) > count + 3)


# Becomes the program that it is given, with listening sockets from descriptor 3 on, as systemd does it.
ACTIVATE = """
import os, sys
names, *sockets = sys.argv[1].split(",")
held = [os.dup2(int(each), 100 + at) for at, each in enumerate(sockets)]
for at, each in enumerate(held):
    os.dup2(each, 3 + at)
    os.set_inheritable(3 + at, True)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": str(len(held)), "LISTEN_FDNAMES": names}
os.execv(sys.argv[2], sys.argv[2:])
"""


@pytest.fixture
def activated(binary, tmp_path):
    """Starts the server with sockets that are open already."""
    running = []

    def launch(names, *listeners, config=""):
        (tmp_path / "config.toml").write_text(config)
        numbers = [listener.fileno() for listener in listeners]
        process = subprocess.Popen(
            [sys.executable, "-c", ACTIVATE, ",".join([names, *map(str, numbers)]), binary, "http", "--config",
             tmp_path / "config.toml"],
            pass_fds=numbers, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=clean_environment(),
        )
        running.append(process)
        return process

    yield launch
    for process in running:
        process.kill()
        process.wait()


def listener():
    return socket.create_server(("127.0.0.1", 0), backlog=64)


def test_whoever_comes_before_the_server_is_there_is_served(activated):
    with listener() as public, listener() as other:
        ports = [each.getsockname()[1] for each in (public, other)]
        with connect(ports[0]) as early:
            early.sendall(get("/health", "localhost"))
            process = activated("http:management", public, other, config="[management]\n")
            assert receive(early, expect=1, first=20).statuses == [200]
        assert status(ports[1], "/metrics") == [200] and status(ports[0], "/metrics") == [404]
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
        # The socket is the manager's: nobody is refused, and the next process serves whoever waits.
        with connect(ports[0]) as waiting:
            waiting.sendall(get("/health", "localhost"))
            activated("http:management", public, other, config="[management]\n")
            assert receive(waiting, expect=1, first=20).statuses == [200]


def test_systemd_itself_hands_its_socket_over(binary, tmp_path):
    program = shutil.which("systemd-socket-activate") or absent("systemd-socket-activate")
    with listener() as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [program, f"--listen=127.0.0.1:{port}", str(binary), "http"],
        stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=clean_environment(), cwd=tmp_path,
    )
    try:
        assert until(lambda: not refuses(port))
        assert status(port, "/health") == [200]
        process.send_signal(signal.SIGTERM)
        assert process.wait(10) == 0
    finally:
        process.kill()
        process.wait()


def test_the_units_are_what_systemd_takes_and_guards_well(binary, tmp_path):
    program = shutil.which("systemd-analyze") or absent("systemd-analyze")
    for unit in UNITS.iterdir():
        text = unit.read_text().replace("/usr/local/bin/mcp-forge", str(binary))
        (tmp_path / unit.name).write_text(text)
    units = [str(tmp_path / unit.name) for unit in UNITS.iterdir()]
    verified = subprocess.run([program, "verify", "--man=no", *units], capture_output=True, text=True)
    ours = [line for line in verified.stderr.splitlines() if "mcp-forge" in line]
    assert verified.returncode == 0 and not ours, verified.stderr
    judged = subprocess.run(
        [program, "security", "--offline=true", "--no-pager", "--threshold=15", str(tmp_path / "mcp-forge.service")],
        capture_output=True, text=True,
    )
    assert judged.returncode == 0, judged.stdout + judged.stderr
    exposure = float(re.search(r"exposure level for mcp-forge\.service: ([\d.]+)", judged.stdout).group(1))
    assert f"`systemd-analyze security`: {exposure}" in (ROOT / "docs/operations.md").read_text()
