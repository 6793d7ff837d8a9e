"""Three replicas that share `[server.keys]` and nothing else, behind nginx, which sends each request to the next one."""

import http.client
import json
import os
import shutil
import socket
import subprocess
import time

import pytest

from conformance import LegacyClient, ModernClient, events
from conftest import absent, component
from forge import Server, connect

KEYS = '[server.keys]\nring = ["the key that three replicas share, and nobody else"]\n'
REPLICAS = 3
NGINX = """
daemon off; worker_processes 1; error_log stderr crit; pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/f;
    uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    upstream replicas {{ {servers} }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://replicas;
            proxy_http_version 1.1;
            proxy_set_header Host $http_host;
            proxy_set_header Connection "";
            proxy_next_upstream off;
            add_header X-Replica $upstream_addr always;
        }}
    }}
}}
"""


class Balancer:
    """nginx, round robin; it has the face of a server."""

    def __init__(self, servers, folder):
        program = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin") or absent("nginx is absent")
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        lines = " ".join(f"server 127.0.0.1:{server.port} max_fails=0;" for server in servers)
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=self.port, servers=lines))
        # As root its worker is somebody else, who must get in.
        os.chmod(folder, 0o755)
        self.process = subprocess.Popen([program, "-c", folder / "nginx.conf", "-p", folder])
        deadline = time.monotonic() + 10
        while True:
            try:
                return connect(self.port).close()
            except OSError:
                assert self.process.poll() is None and time.monotonic() < deadline, "nginx did not start"
                time.sleep(0.02)

    def close(self):
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def balancer(tmp_path_factory):
    binary = component("MCP_FORGE_EVERYTHING", "the binary with one of everything")
    servers = []
    try:
        for _ in range(REPLICAS):
            servers.append(Server(binary, config=KEYS, folder=tmp_path_factory.mktemp("replica")))
        balancer = Balancer(servers, tmp_path_factory.mktemp("nginx"))
        yield balancer
        balancer.close()
        assert all(server.alive for server in servers)
    finally:
        for server in servers:
            server.__exit__()


class RoundRobinClient(LegacyClient):
    """Knows which replica answered, and can have the next request answered by the replica it wants."""

    def __init__(self, server, schemas, **options):
        self.replicas = []
        self.server = server
        super().__init__(server, schemas, listens=False, **options)
        self.home = self.order()[0]

    def send(self, method, path, body=None, headers=None, timeout=15):
        response = super().send(method, path, body, headers, timeout)
        self.replicas.append(response.getheader("X-Replica"))
        return response

    def order(self):
        """The replicas in the order in which they take the next requests."""
        seen = []
        while len(seen) < REPLICAS:
            response = self.send("GET", "/health")
            response.read()
            assert response.status == 200
            seen.append(self.replicas[-1])
        assert len(set(seen)) == REPLICAS, "requests go round"
        return seen

    def turn_to(self, replica):
        """The next request goes there."""
        while self.order()[0] != replica:
            self.send("GET", "/health").read()

    def elsewhere(self, replica):
        self.turn_to(next(one for one in self.order() if one != replica))

    def everywhere(self, ask):
        """Asks each replica the same, and gives their answers."""
        start = len(self.replicas)
        answers = [ask() for _ in range(REPLICAS)]
        assert len(set(self.replicas[start:])) == REPLICAS, "each replica was asked"
        return answers


@pytest.fixture
def client(balancer, schemas):
    return RoundRobinClient(balancer, schemas)


SERVED = [
    ("ping", {}, lambda result: result == {}),
    ("tools/list", {}, lambda result: len(result["tools"]) > 20),
    ("resources/list", {}, lambda result: result["resources"]),
    ("resources/templates/list", {}, lambda result: result["resourceTemplates"]),
    ("prompts/list", {}, lambda result: result["prompts"]),
    ("tools/call", {"name": "greet", "arguments": {"name": "Ada"}}, lambda result: "Ada" in str(result["content"])),
    ("resources/read", {"uri": "test://static-text"}, lambda result: "static text" in result["contents"][0]["text"]),
    ("prompts/get", {"name": "test_simple_prompt"}, lambda result: result["messages"]),
    (
        "completion/complete",
        {"ref": {"type": "ref/prompt", "name": "test_prompt_with_arguments"}, "argument": {"name": "arg1", "value": "t"}},
        lambda result: result["completion"]["values"],
    ),
]


@pytest.mark.parametrize("version", ["2025-03-26", "2025-06-18", "2025-11-25"])
def test_any_replica_serves_a_session(balancer, schemas, version):
    opened = set()
    for _ in range(REPLICAS):
        client = RoundRobinClient(balancer, schemas, version=version)
        opened.add(client.replicas[0])
        assert client.session and client.opening.result["protocolVersion"] == version
        for method, params, holds in SERVED:
            answers = client.everywhere(lambda: client.ask(method, params).result)
            assert all(holds(answer) for answer in answers), method
            assert answers[0] == answers[1] == answers[2], method
        # The next session opens at another replica.
        if len(client.replicas) % REPLICAS == 0:
            client.send("GET", "/health").read()
    assert len(opened) == REPLICAS, "sessions were opened at each replica"


@pytest.mark.parametrize("version", ["2025-03-26", "2025-06-18", "2025-11-25"])
def test_a_session_is_told_to_begin_anew_by_every_replica_once_its_id_is_no_id(balancer, schemas, version):
    client = RoundRobinClient(balancer, schemas, version=version)
    middle = len(client.session) // 2
    client.session = client.session[:middle] + ("A" if client.session[middle] != "A" else "B") + client.session[middle + 1 :]
    message = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert client.everywhere(lambda: client.post(message).status) == [404] * REPLICAS


# What one process remembers: `docs/sessions.md`, "What a process remembers, and needs affinity", line by line.


def test_a_session_that_was_deleted_goes_on_elsewhere(client):
    client.turn_to(client.home)
    assert client.end() == 204
    client.turn_to(client.home)
    assert client.post({"jsonrpc": "2.0", "id": 1, "method": "ping"}).status == 404
    client.elsewhere(client.home)
    assert client.ask("ping").result == {}


def test_a_level_that_was_set_is_not_known_elsewhere(client):
    client.turn_to(client.home)
    assert client.ask("logging/setLevel", {"level": "emergency"}).result == {}
    client.turn_to(client.home)
    assert not client.call("test_tool_with_logging").notifications("notifications/message")
    client.elsewhere(client.home)
    assert len(client.call("test_tool_with_logging").notifications("notifications/message")) == 3


def listen(client, timeout=10, **headers):
    """The stream of the session, at the replica that is next; `None` in place of a message that does not come."""
    response = client.send("GET", "/mcp", headers=client.headers() | {"Accept": "text/event-stream"} | headers, timeout=timeout)
    if response.status != 200:
        return response.status, None

    def messages():
        try:
            for event in events(response):
                if event.get("data"):
                    yield json.loads(event["data"])
        except (TimeoutError, OSError, http.client.HTTPException):
            yield None

    return 200, messages()


def test_each_replica_has_a_stream_of_its_own_and_tells_of_its_own_changes(client):
    others = [replica for replica in client.order() if replica != client.home]
    client.turn_to(client.home)
    status, here = listen(client)
    assert status == 200
    client.turn_to(client.home)
    assert listen(client)[0] == 409, "one stream at one replica"
    client.turn_to(others[0])
    status, there = listen(client, timeout=0.5)
    assert status == 200
    client.turn_to(client.home)
    assert client.call("test_trigger_prompt_change").result
    assert next(here)["method"] == "notifications/prompts/list_changed"
    assert next(there) is None


def test_a_subscription_is_not_known_elsewhere(client):
    client.turn_to(client.home)
    assert client.ask("resources/subscribe", {"uri": "test://watched-resource"}).result == {}
    client.elsewhere(client.home)
    assert listen(client, timeout=0.5)[0] == 200
    client.elsewhere(client.home)
    assert client.ask("resources/unsubscribe", {"uri": "test://watched-resource"}).result == {}, "nothing to end there"


def test_an_event_id_is_not_known_elsewhere(client):
    client.turn_to(client.home)
    message = {"jsonrpc": "2.0", "id": 7, "method": "tools/call", "params": {"name": "test_reconnection", "arguments": {}}}
    _, stream = client.events(message)
    last = [event["id"] for event in stream if "id" in event][-1]
    client.elsewhere(client.home)
    assert listen(client, **{"Last-Event-ID": last})[0] == 404
    client.turn_to(client.home)
    _, stream = client.events(message, last=last)
    answers = [json.loads(event["data"]) for event in stream if event.get("data")]
    assert answers[-1]["id"] == 7 and answers[-1]["result"]["content"]


def test_an_answer_that_reaches_another_replica_is_refused_and_the_call_waits_on(balancer, schemas):
    statuses = []

    class Asked(RoundRobinClient):
        def hear(self, message):
            if message.get("method") != "elicitation/create":
                return
            answer = {"jsonrpc": "2.0", "id": message["id"], "result": {"action": "decline"}}
            self.elsewhere(self.home)
            refused = self.post(answer)
            statuses.append((refused.status, refused.error["code"]))
            self.turn_to(self.home)
            statuses.append(self.post(answer).status)

    client = Asked(balancer, schemas)
    client.turn_to(client.home)
    reply = client.call("test_elicitation", {"message": "Who?"})
    assert statuses == [(400, -32600), 202]
    assert "action=decline" in reply.result["content"][0]["text"]


def test_cancelling_elsewhere_changes_nothing(client):
    call = {"jsonrpc": "2.0", "id": 5, "method": "tools/call", "params": {"name": "slow_compute", "arguments": {"seconds": 1.2}}}
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 5}}
    client.turn_to(client.home)
    # Longer than half a second: the answer is a stream, and its beginning comes while the call runs.
    _, stream = client.events(call)
    client.elsewhere(client.home)
    assert client.post(cancel).status == 202
    answers = [json.loads(event["data"]) for event in stream if event.get("data")]
    assert answers[-1]["id"] == 5 and "done after" in str(answers[-1]["result"])
    client.turn_to(client.home)
    _, stream = client.events(call)
    client.turn_to(client.home)
    assert client.post(cancel).status == 202
    assert not [event for event in stream if event.get("data")], "where it runs, it is cancelled"


@pytest.mark.parametrize("method", ["tasks/get", "tasks/cancel", "tasks/result"])
def test_a_task_is_not_known_elsewhere(client, method):
    client.turn_to(client.home)
    task = client.ask(
        "tools/call", {"name": "slow_compute", "arguments": {"seconds": 0.01}, "task": {"ttl": 60_000}}
    ).result["task"]
    client.elsewhere(client.home)
    assert client.ask(method, {"taskId": task["taskId"]}).error["code"] == -32602
    client.elsewhere(client.home)
    assert client.ask("tasks/list").result["tasks"] == []
    client.turn_to(client.home)
    assert [one["taskId"] for one in client.ask("tasks/list").result["tasks"]] == [task["taskId"]]


def test_rounds_of_2026_may_be_taken_by_any_replica(balancer, schemas):
    """No session: the state of the round before travels with the client."""
    client = ModernClient(balancer, schemas)
    for _ in range(REPLICAS):
        asked = client.call("test_input_required_result_request_state", {}).result
        answers = {key: {"action": "accept", "content": {"ok": True}} for key in asked["inputRequests"]}
        done = client.ask(
            "tools/call",
            {
                "name": "test_input_required_result_request_state",
                "arguments": {},
                "inputResponses": answers,
                "requestState": asked["requestState"],
            },
        )
        assert "state-ok" in done.result["content"][0]["text"]
        client.send("GET", "/health").read()


