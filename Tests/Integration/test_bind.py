"""Where the server listens, and when it refuses to."""

import socket
import subprocess

import pytest

from forge import Server, clean_environment, exchange, get


def run(binary, *arguments, folder=None, environment=None):
    return subprocess.run(
        [str(binary), *arguments],
        capture_output=True, text=True, timeout=20, cwd=folder, stdin=subprocess.DEVNULL,
        env=clean_environment() | (environment or {}),
    )


def config(folder, text):
    path = folder / "config.toml"
    path.write_text(text)
    return str(path)


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_every_address_without_authentication_is_refused(binary, tmp_path, host):
    result = run(binary, "http", "--host", host, "--port", "0", folder=tmp_path)
    assert result.returncode == 78
    assert "allow_anonymous" in result.stderr
    assert "listening on http" not in result.stderr


def test_every_address_is_served_when_the_file_says_so(binary, tmp_path):
    text = '[server.transport.http]\nallow_anonymous = true\n'
    with Server(binary, config=text, folder=tmp_path, host="0.0.0.0") as server:
        assert exchange(server.port, get("/health", server.host), expect=1).final.status == 200
        assert exchange(server.port, get("/", "evil.example"), expect=1).final.status == 403


def test_a_bad_configuration_ends_with_78_and_all_its_errors(binary, tmp_path):
    path = config(tmp_path, '[server]\nprot = 1\nname = 7\n[nonsense]\n')
    for command in (["check"], ["http", "--port", "0"], ["stdio"]):
        result = run(binary, *command, "--config", path)
        assert result.returncode == 78, command
        for word in ("prot", "name", "nonsense", ":2:", ":3:", ":4:"):
            assert word in result.stderr + result.stdout


def test_a_configuration_that_is_not_there_ends_with_78(binary, tmp_path):
    assert run(binary, "http", "--config", str(tmp_path / "none.toml")).returncode == 78


def test_the_shipped_configuration_is_good(binary, pytestconfig):
    result = run(binary, "check", "--config", str(pytestconfig.rootpath.parent.parent / "config.toml"))
    assert result.returncode == 0, result.stderr


def test_a_wrong_command_line_ends_with_64(binary):
    for arguments in (["--no-such-flag"], ["no-such-command"], ["http", "--port", "x"], ["http", "--port", "70000"]):
        assert run(binary, *arguments).returncode == 64, arguments


def test_help_and_version_end_with_0_on_standard_output(binary):
    for arguments in (["--help"], ["http", "--help"], ["stdio", "--help"], ["check", "--help"], ["version"], ["version", "--help"]):
        result = run(binary, *arguments)
        assert (result.returncode, bool(result.stdout)) == (0, True), arguments


def test_a_port_that_is_taken_is_said(binary):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = run(binary, "http", "--port", str(taken.getsockname()[1]))
    assert result.returncode not in (0, 78)
    assert result.stderr


def test_healthcheck_says_whether_the_server_answers(binary, server):
    assert run(binary, "healthcheck", "--port", str(server.port)).returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
    assert run(binary, "healthcheck", "--port", str(port)).returncode != 0


def test_standard_streams_carry_nothing_but_the_protocol(binary):
    result = run(binary, "stdio")
    assert (result.returncode, result.stdout) == (0, "")
