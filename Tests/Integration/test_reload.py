"""Another configuration for a running server: what takes effect, what stays, and what a bad file does."""

import os
import signal

from forge import Server, call, exchange, get, hello, until


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
