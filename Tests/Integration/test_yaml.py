"""Configurations in YAML: what the server makes of them, and what it refuses before it opens a port."""

import os
import signal
import subprocess
import time

import pytest

from forge import Server, call, clean_environment, hello, until

SERVER = "server:\n  name: &name in yaml\n  title: *name\n"
DENIED = SERVER + "access:\n  tools:\n    hello_world:\n      condition: request.arguments.name == \"root\"\n"


def check(binary, path, *arguments, **environment):
    command = [str(binary), "check", "--config", str(path), *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=clean_environment() | environment, timeout=20)


def refused(binary, tmp_path, text, name="config.yaml"):
    """What is said of a file that must not be served: nothing listens, and the process ends with 78."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    command = [str(binary), "http", "--port", "0", "--config", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=clean_environment(), timeout=20)
    assert done.returncode == 78, done
    assert "http://" not in done.stderr
    return done.stderr


def test_a_server_is_what_its_yaml_says(binary, tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(DENIED)
    with Server(binary, "--config", str(path), folder=tmp_path) as server:
        answer = call(server, hello())
        assert answer.status != 200 or "error" in answer.json
        path.write_text(SERVER)
        server.process.send_signal(signal.SIGHUP)
        assert server.says("the configuration was read again, and holds")
        assert call(server, hello()).status == 200
        path.write_text("server: [")
        server.process.send_signal(signal.SIGHUP)
        assert server.says("rejected") and server.says("config.yaml:1:")
        assert call(server, hello()).status == 200
        assert server.stop() == 0


def test_it_is_found_in_the_folder_of_the_process(binary, tmp_path):
    (tmp_path / "config.yaml").write_text("server: {nmae: x}")
    done = subprocess.run([str(binary), "check"], capture_output=True, text=True, cwd=tmp_path, env=clean_environment(), timeout=20)
    assert done.returncode == 78 and "./config.yaml:1:10: unknown key 'server.nmae'" in done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("server:\n  nmae: x\n", "config.yaml:2:3: unknown key 'server.nmae'\n  2 |   nmae: x\n    |   ^^^^ did you mean 'name'?"),
        ("server:\n\tname: x\n", "indent with blanks, not with tabs"),
        ("server: {name: x\n", "while parsing a flow mapping that begins on line 1"),
        ("server:\n  name: x\n  name: y\n", "config.yaml:3:3: 'name' is already defined"),
        ("server:\n  name: !!binary aGk=\n", "the tag 'tag:yaml.org,2002:binary' is not understood here"),
        ("server: {name: x}\n---\nserver: {name: y}\n", "a second document begins here"),
        ("server: *nobody\n", "there is no anchor '&nobody' before this alias"),
        ("server: &s {a: *s}\n", "there is no anchor '&s' before this alias"),
        ("server: {transport: {http: {port: eighty}}}\n", "'server.transport.http.port' must be an integer, not a string"),
        ("server: {transport: {http: {socket: /x, socket_mode: 0600}}}\n", "a number cannot start with 0"),
        ("- server\n", "must be keys with values"),
        (b"server: \xff\n", "the file is not UTF-8 here"),
        (b"server: {name: \"\x00\"}\n", "control characters are not allowed"),
    ],
)
def test_what_is_wrong_is_shown_where_it_stands(binary, tmp_path, text, says):
    assert says in refused(binary, tmp_path, text)


def laughs():
    lines = ["a0: &a0 lol"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (laughs(), "more than 20000 values"),
        ("\n".join(["m0: &m0 {x: 1}"] + [f"m{i}: &m{i} {{<<: [*m{i - 1}, *m{i - 1}], k{i}: 1}}" for i in range(1, 40)]), "more than 20000"),
        ("a: " + "[" * 500_000, "nested more than 64 deep"),
        ("".join("  " * n + "a:\n" for n in range(900)), "nested more than 64 deep"),
        ("a: [" + "1," * 500_000 + "]", "more than 20000 values"),
        ("? " * 400_000, "a key must be a word"),
        ("a: " + "&x " * 300_000, "config.yaml:1:"),
        ("k" * 1_000_000 + ": 1", "config.yaml:1:"),
        ("a: \"" + "\\x41" * 200_000, "config.yaml:1:"),
        ("#" * (1 << 20) + "\n", "larger than 1MiB"),
    ],
    ids=["laughs", "merges", "brackets", "indents", "list", "keys", "anchors", "long key", "unclosed", "size"],
)
def test_bombs_are_refused_at_once(binary, tmp_path, text, says):
    begun = time.monotonic()
    assert says in refused(binary, tmp_path, text)
    assert time.monotonic() - begun < 10


def test_no_message_shows_a_secret(binary, tmp_path):
    for text in (
        "auth:\n  client_secret: hunter2-hunter2\n  client_secret: hunter2-hunter3\n",
        "server:\n  keys:\n    ring: [hunter2-short]\n",
        "server:\n  keys:\n    ring:\n      - hunter2: short\n",
        "auth:\n  client_secret: \"hunter2\n",
        "management:\n  token: [hunter2]\n",
    ):
        assert "hunter2" not in refused(binary, tmp_path, text), text


def test_a_configmap_in_yaml_that_is_swapped_is_noticed(binary, tmp_path):
    watched = SERVER + "  reload: watch\n"
    for name, text in (("first", watched), ("second", watched + DENIED.removeprefix(SERVER))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.yaml").write_text(text)
    (tmp_path / "data").symlink_to("first")
    (tmp_path / "config.yaml").symlink_to("data/config.yaml")
    with Server(binary, "--config", str(tmp_path / "config.yaml"), folder=tmp_path) as server:
        assert call(server, hello()).status == 200
        (tmp_path / "new").symlink_to("second")
        os.replace(tmp_path / "new", tmp_path / "data")
        assert until(lambda: call(server, hello()).status != 200 or "error" in call(server, hello()).json)
