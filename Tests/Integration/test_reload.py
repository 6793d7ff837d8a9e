"""Another configuration for a running server: what takes effect, what stays, and what a bad file does."""

import asyncio
import contextlib
import fcntl
import hashlib
import json
import os
import signal
import subprocess

import pytest
from websockets.asyncio.client import connect as open_websocket

from forge import CLIENT, Server, call, connect, exchange, get, hello, post, receive, request, tool, until
from test_websocket import HANDSHAKE, ON, ask, talk

HOLDS = "the configuration was read again, and holds"


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
        reload(server, tmp_path, DENIED, HOLDS)
        assert denied(server)
        reload(server, tmp_path, ALLOWED, HOLDS)
        assert not denied(server)
        assert server.stop() == 0


def test_a_bad_file_changes_nothing_and_is_shown_with_its_caret(binary, tmp_path):
    with serve(binary, tmp_path, DENIED) as server:
        reload(server, tmp_path, "[server]\nnmae = \"x\"\n", "rejected")
        assert server.says("nmae") and server.says("^")
        assert denied(server)
        ready = exchange(server.port, get("/readyz", server.host), expect=1).final
        assert ready.status == 200 and b'"configuration":"rejected"' in ready.body
        reload(server, tmp_path, ALLOWED, HOLDS)
        ready = exchange(server.port, get("/readyz", server.host), expect=1).final
        assert b"rejected" not in ready.body and not denied(server)


def test_nobody_comes_in_by_a_file_that_was_cut_short(binary, tmp_path):
    guarded = '[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "local"\n' + (
        '[[middleware.jwt.validation.tokens]]\nname = "machine"\nsha256 = "%s"\n' % ("0" * 64)
    )
    with Server(binary, config=guarded, folder=tmp_path) as server:
        for text in ["", "[server]\nname = \"x\"\n", guarded.replace("true", "false")]:
            assert call(server, hello()).status == 401
            reload(server, tmp_path, text, "nobody would need a token any more")
        assert call(server, hello()).status == 401
        reload(server, tmp_path, guarded + '[demo]\nenabled = true\n', "read again, and holds")
        assert call(server, hello()).status == 401


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
            reload(server, tmp_path, ON + DENIED, HOLDS)
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
        reload(server, tmp_path, DENIED, HOLDS)
        assert b"Hello, Ada" not in ask_again().body
        reload(server, tmp_path, ALLOWED, HOLDS)
        answer = ask_again()
        assert answer.status == 200 and b"Hello, Ada" in answer.body


def test_nobody_gets_a_fresh_start_by_a_reload(binary, tmp_path):
    limited = "[middleware.rate_limit]\nrequests_per_minute = 1\nburst = 3\n"
    with serve(binary, tmp_path, limited) as server:
        assert [call(server, hello()).status for _ in range(4)] == [200, 200, 200, 429]
        reload(server, tmp_path, limited + DENIED, HOLDS)
        assert call(server, hello()).status == 429


# Keys


def ring(*letters):
    keys = ", ".join(f'"{letter * 40}"' for letter in letters)
    return f"[server.keys]\nring = [{keys}]\n[mcp]\npage_size = 1\n[demo]\nenabled = true\n"


def test_what_clients_keep_is_good_until_its_key_is_gone(binary, tmp_path):
    version = "2025-06-18"
    params = {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}

    def begin():
        first = call(server, request("initialize", params, version=version), version=version)
        return {"Mcp-Session-Id": first.headers["mcp-session-id"]}

    def pages(cursor=None):
        answer = call(server, request("tools/list", {"cursor": cursor} if cursor else {}))
        return answer.json

    def speaks(session):
        return call(server, hello(version=version), version=version, headers=session).status

    with serve(binary, tmp_path, ring("a")) as server:
        old, cursor = begin(), pages()["result"]["nextCursor"]
        expected = pages(cursor)["result"]["tools"]
        # The new key seals from now on; what the old one has sealed is still opened.
        reload(server, tmp_path, ring("b", "a"), HOLDS)
        new, later = begin(), pages()["result"]["nextCursor"]
        assert pages(cursor)["result"]["tools"] == expected == pages(later)["result"]["tools"]
        assert (speaks(old), speaks(new)) == (200, 200)
        # Another process that has the new key alone knows what was sealed after the change.
        reload(server, tmp_path, ring("b"), HOLDS)
        assert (speaks(old), speaks(new)) == (404, 200)
        assert "error" in pages(cursor) and pages(later)["result"]["tools"] == expected
        assert server.stop() == 0


# Tokens

LOCAL = '[middleware.jwt]\nenabled = true\n[middleware.jwt.validation]\nstrategy = "local"\n'


def tokens(*names, scope="tool:user"):
    return LOCAL + "".join(
        f'[[middleware.jwt.validation.tokens]]\nname = "{name}"\nscopes = ["{scope}"]\n'
        f'sha256 = "{hashlib.sha256(secret(name).encode()).hexdigest()}"\n'
        for name in names
    )


def secret(name):
    return f"token-of-{name}-" * 4


def bearer(name):
    return {"Authorization": f"Bearer {secret(name)}"}


def test_a_token_that_is_gone_is_refused_at_the_next_request_of_its_connection(binary, tmp_path):
    with serve(binary, tmp_path, tokens("ada", "bob")) as server, connect(server.port) as ada, connect(server.port) as bob:

        def status(connection, name):
            data = post(hello(), server.host, bearer(name))
            connection.sendall(data)
            return receive(connection, data, expect=1).final.status

        # Twice: the second time who it is has been remembered.
        assert [status(ada, "ada"), status(ada, "ada"), status(bob, "bob")] == [200, 200, 200]
        reload(server, tmp_path, tokens("bob"), HOLDS)
        assert [status(ada, "ada"), status(bob, "bob")] == [401, 200]
        reload(server, tmp_path, tokens("ada", "bob", scope="other"), HOLDS)
        assert status(bob, "bob") == 403
        reload(server, tmp_path, tokens("ada", "bob"), HOLDS)
        assert [status(ada, "ada"), status(bob, "bob")] == [200, 200]


def test_a_socket_ends_with_its_token(binary, tmp_path):
    with serve(binary, tmp_path, ON + tokens("ada", "bob")) as server:

        async def conversation():
            url = f"ws://{server.host}/ws"
            async with (
                open_websocket(url, subprotocols=["mcp"], additional_headers=bearer("ada")) as ada,
                open_websocket(url, subprotocols=["mcp"], additional_headers=bearer("bob")) as bob,
            ):
                for socket in (ada, bob):
                    assert "result" in await ask(socket, hello())
                reload(server, tmp_path, ON + tokens("bob"), HOLDS)
                # It need not say anything for that.
                assert [message async for message in ada] == []
                assert "result" in await ask(bob, hello(id=2))

        asyncio.run(asyncio.wait_for(conversation(), 20))


def ends(connection, within):
    """Whether the server ends the answer, or the socket; what it still says is read."""
    connection.settimeout(within)
    try:
        while (data := connection.recv(65536)) and not data.endswith(b"0\r\n\r\n"):
            pass
    except TimeoutError:
        return False
    return True


def test_all_that_is_open_ends_with_its_token(binary, tmp_path):
    """A session's own stream, a subscription, a stream of the old transport, an idle socket: each of two callers."""
    version, events = "2025-06-18", {"Accept": "text/event-stream"}
    initialize = request("initialize", {"protocolVersion": version, "capabilities": {}, "clientInfo": CLIENT}, version=version)
    listen = request("subscriptions/listen", {"notifications": {"toolsListChanged": True}})
    config = ON + "[mcp]\nlegacy_sse = true\n"
    with serve(binary, tmp_path, config + tokens("ada", "bob")) as server:

        def open_all(name):
            first = call(server, initialize, version=version, headers=bearer(name))
            session = {"Mcp-Session-Id": first.headers["mcp-session-id"]}
            for data in (
                get("/mcp", server.host, bearer(name) | session | events),
                post(listen, server.host, bearer(name)),
                get("/sse", server.host, bearer(name) | events),
                get("/ws", server.host, bearer(name) | HANDSHAKE),
            ):
                connection = connect(server.port, timeout=20)
                connection.sendall(data)
                assert connection.recv(65536).split()[1] in (b"200", b"101")
                yield connection

        ada, bob = list(open_all("ada")), list(open_all("bob"))
        # What is no rule of who may come in ends nothing.
        reload(server, tmp_path, config + "[demo]\nenabled = true\n" + tokens("ada", "bob"), HOLDS)
        reload(server, tmp_path, config + tokens("bob", "ada"), HOLDS)
        assert not any(ends(connection, 0.2) for connection in ada + bob)
        reload(server, tmp_path, config + tokens("bob"), HOLDS)
        assert all(ends(connection, 5) for connection in ada)
        assert not any(ends(connection, 0.2) for connection in bob)
        assert server.stop() == 0


# What runs


def test_what_runs_ends_where_it_began(probe, tmp_path):
    """Calls of every kind, over three reloads of which one is refused, one takes away the tool's permission, and one the socket."""
    forbidden = "[access.tools.slow]\ncondition = 'false'\n"
    steps = {"ms": 2500, "steps": 5, "name": "Ada"}
    with serve(probe, tmp_path, ON) as server:
        plain = [connect(server.port) for _ in range(4)]
        for connection in plain:
            connection.sendall(post(tool("slow", steps | {"steps": 1}), server.host))
        shown = request("tools/call", {"name": "slow", "arguments": steps, "_meta": {"progressToken": "p"}})
        stream = connect(server.port)
        stream.sendall(post(shown, server.host))
        assert all(server.has_read(connection) for connection in [*plain, stream])

        async def conversation(socket):
            await socket.send(json.dumps(tool("slow", steps, id=9)))
            await socket.send(json.dumps(hello(id=8)))
            assert json.loads(await socket.recv())["id"] == 8  # the other one runs
            for config, says in ((ON + forbidden, HOLDS), ("[server", "rejected"), (forbidden, HOLDS)):
                reload(server, tmp_path, config, says)
            return json.loads(await socket.recv())

        last = talk(server, conversation)
        assert last["id"] == 9 and last["result"]["content"][0]["text"] == "Hello, Ada!"
        for connection in plain:
            answer = receive(connection, expect=1).final
            assert answer.status == 200 and b"Hello, Ada!" in answer.body
        events = receive(stream, expect=1).final.events
        assert [event["params"]["progress"] for event in events[:-1]] == [1, 2, 3, 4, 5]
        assert events[-1]["result"]["content"][0]["text"] == "Hello, Ada!"
        assert "error" in call(server, tool("slow")).json
        for connection in [*plain, stream]:
            connection.close()
        assert server.stop() == 0


def test_a_signal_that_comes_while_the_server_starts_is_heard_once_it_has(binary, tmp_path):
    (tmp_path / "config.toml").write_text('[middleware.cors]\nallow_origins = ["*"]\nallow_credentials = true\n')
    log, full = os.pipe()
    fcntl.fcntl(full, fcntl.F_SETPIPE_SZ, 4096)
    os.write(full, bytes(4096))
    command = [binary, "http", "--port", "0", "--config", tmp_path / "config.toml"]
    # Its first words are a warning of the file that it has read: it waits with them until somebody listens.
    with subprocess.Popen(command, stderr=full) as process:
        os.close(full)
        try:
            holds = lambda line: line.startswith("SigBlk:") and int(line.split()[1], 16) & 1 << signal.SIGHUP - 1
            assert until(lambda: any(map(holds, open(f"/proc/{process.pid}/status"))))
            process.send_signal(signal.SIGHUP)
            os.set_blocking(log, False)
            heard = b""

            def says(text):
                nonlocal heard
                with contextlib.suppress(BlockingIOError):
                    heard += os.read(log, 65536)
                return text in heard

            assert until(lambda: says(b"listening on")) and until(lambda: says(b"the configuration was read again"))
        finally:
            process.kill()
            os.close(log)


@pytest.mark.parametrize("command", ["stdio", None])
def test_a_server_of_one_terminal_ends_with_it(binary, tmp_path, command):
    (tmp_path / "config.toml").write_text('[server.transport]\ntype = "stdio"\n')
    words = [binary, *([command] if command else []), "--config", tmp_path / "config.toml"]
    default = lambda: signal.signal(signal.SIGHUP, signal.SIG_DFL)
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=default) as process:
        try:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode() + b"\n")
            process.stdin.flush()
            assert process.stdout.readline()
            process.send_signal(signal.SIGHUP)
            assert process.wait(20) == -signal.SIGHUP
        finally:
            process.kill()


def test_messages_of_the_demo_in_memory_stay(binary, tmp_path):
    demo = "[demo]\nenabled = true\n"
    with serve(binary, tmp_path, demo) as server:
        assert call(server, tool("post_message", {"message": "I was here"})).status == 200
        for config in (demo + f'files_folder = "{tmp_path}"\n', "", demo):
            reload(server, tmp_path, config, HOLDS)
        assert b"I was here" in call(server, tool("list_messages")).body


def test_whom_the_listener_lets_connect_stays_as_it_was_opened(binary, tmp_path):
    only = lambda proxy: f'[server.transport.http]\ntrusted_proxies = ["{proxy}"]\nproxy_protocol = true\n'
    with serve(binary, tmp_path, only("127.0.0.1")) as server:
        reload(server, tmp_path, only("127.0.0.2") + DENIED, "changes that wait for a restart")
        assert server.says("server.transport.http.trusted_proxies")
        data = b"PROXY TCP4 192.0.2.8 127.0.0.1 1 2\r\n" + post(hello(), server.host)
        answer = exchange(server.port, data, expect=1)
        # The connection is taken as before, and the rest of the file holds.
        assert answer.statuses and ("error" in answer.final.json or answer.final.status == 403)


def test_metrics_and_status_show_a_file_that_is_refused(binary, tmp_path):
    from test_metrics import metrics_port, page

    watched = "[management]\nport = 0\n"
    with serve(binary, tmp_path, watched) as server:
        assert "mcp_forge_config_last_reload_successful 1\n" in page(server)[1]
        reload(server, tmp_path, watched + "[mcp]\npage_size = 0\n", "rejected")
        text = page(server)[1]
        assert "mcp_forge_config_last_reload_successful 0\n" in text
        assert 'mcp_forge_config_reloads_total{result="rejected"} 1\n' in text
        port = metrics_port(server)
        status = exchange(port, get("/statusz", f"127.0.0.1:{port}"), expect=1).final.json["configuration"]
        assert status["state"] == "rejected" and "page_size = 0" in status["problem"] and "^" in status["problem"]


def test_a_signal_as_soon_as_the_server_listens_ends_nothing(binary, tmp_path):
    for _ in range(10):
        with serve(binary, tmp_path, ALLOWED) as server:
            server.process.send_signal(signal.SIGHUP)
            assert not denied(server)
            assert server.stop() == 0
