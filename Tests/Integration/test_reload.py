"""Another configuration for a running server: what takes effect, what stays, and what a bad file does."""

import os
import signal

from forge import CLIENT, Server, call, exchange, get, hello, request, until
from test_websocket import ON, ask, talk


def serve(binary, folder, config):
    return Server(binary, config=config, folder=folder)


def reload(server, folder, config, says):
    """Replaces the file in one step, sends SIGHUP, and waits for the line of the log that says what came of it."""
    seen = len(server.log)
    (folder / "next.toml").write_text(config)
    os.replace(folder / "next.toml", folder / "config.toml")
    server.process.send_signal(signal.SIGHUP)
    assert until(lambda: any(says in line for line in server.log[seen:])), server.log[seen:]


def denied(server):
    answer = call(server, hello())
    return answer.status != 200 or "error" in answer.json


ALLOWED = "[demo]\nenabled = false\n"
DENIED = ALLOWED + "[access.tools.hello_world]\ncondition = 'request.arguments.name == \"root\"'\n"


def test_what_is_forbidden_at_a_reload_is_refused_at_the_next_call(binary, tmp_path):
    with serve(binary, tmp_path, ALLOWED) as server:
        assert not denied(server)
        reload(server, tmp_path, DENIED, "the configuration was read again, and holds")
        assert denied(server)
        reload(server, tmp_path, ALLOWED, "the configuration was read again, and holds")
        assert not denied(server)
        assert server.stop() == 0


def test_a_bad_file_changes_nothing_and_is_shown_with_its_caret(binary, tmp_path):
    with serve(binary, tmp_path, DENIED) as server:
        reload(server, tmp_path, "[server]\nnmae = \"x\"\n", "rejected")
        assert server.says("nmae") and server.says("^")
        assert denied(server)
        ready = exchange(server.port, get("/readyz", server.host), expect=1).final
        assert ready.status == 200 and b'"configuration":"rejected"' in ready.body
        reload(server, tmp_path, ALLOWED, "the configuration was read again, and holds")
        ready = exchange(server.port, get("/readyz", server.host), expect=1).final
        assert b"rejected" not in ready.body and not denied(server)


def test_a_watched_file_is_read_again_without_a_signal(binary, tmp_path):
    watched = "[server]\nreload = \"watch\"\n"
    with serve(binary, tmp_path, watched + ALLOWED) as server:
        assert not denied(server)
        (tmp_path / "config.toml").write_text(watched + DENIED)
        assert until(lambda: denied(server))


def test_a_configmap_that_is_swapped_is_noticed(binary, tmp_path):
    watched = "[server]\nreload = \"watch\"\n"
    for name, text in (("first", ALLOWED), ("second", DENIED)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "config.toml").write_text(watched + text)
    (tmp_path / "data").symlink_to("first")
    (tmp_path / "config.toml").symlink_to("data/config.toml")
    with Server(binary, "--config", str(tmp_path / "config.toml"), folder=tmp_path) as server:
        assert not denied(server)
        (tmp_path / "new").symlink_to("second")
        os.replace(tmp_path / "new", tmp_path / "data")
        assert until(lambda: denied(server))


def test_what_waits_for_a_restart_is_named(binary, tmp_path):
    with serve(binary, tmp_path, ALLOWED) as server:
        reload(server, tmp_path, ALLOWED + "[server.limits]\nbody = \"1KiB\"\n", "server.limits.body")
        assert not denied(server)


def test_what_is_forbidden_at_a_reload_is_refused_on_a_socket_that_is_open(binary, tmp_path):
    with serve(binary, tmp_path, ON + ALLOWED) as server:

        async def conversation(socket):
            before = await ask(socket, hello())
            reload(server, tmp_path, ON + DENIED, "the configuration was read again, and holds")
            return before, await ask(socket, hello(id=2))

        before, after = talk(server, conversation)
        assert before["result"]["content"][0]["text"] == "Hello, Ada! 👋"
        assert after["id"] == 2 and "Hello" not in str(after)


def test_a_session_outlives_a_reload_and_obeys_it(binary, tmp_path):
    version = "2025-06-18"
    params = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}
    with serve(binary, tmp_path, ALLOWED) as server:
        first = call(server, request("initialize", params, version=version), version=version)
        session = {"Mcp-Session-Id": first.headers["mcp-session-id"]}
        ask_again = lambda: call(server, hello(version=version), version=version, headers=session)
        assert b"Hello, Ada" in ask_again().body
        reload(server, tmp_path, DENIED, "the configuration was read again, and holds")
        assert b"Hello, Ada" not in ask_again().body
        reload(server, tmp_path, ALLOWED, "the configuration was read again, and holds")
        answer = ask_again()
        assert answer.status == 200 and b"Hello, Ada" in answer.body


def test_nobody_gets_a_fresh_start_by_a_reload(binary, tmp_path):
    limited = "[middleware.rate_limit]\nrequests_per_minute = 1\nburst = 3\n"
    with serve(binary, tmp_path, limited) as server:
        assert [call(server, hello()).status for _ in range(4)] == [200, 200, 200, 429]
        reload(server, tmp_path, limited + DENIED, "the configuration was read again, and holds")
        assert call(server, hello()).status == 429
