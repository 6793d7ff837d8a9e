"""Sessions of the older revisions behind a balancer that hashes on their id."""

import pytest

from forge import Server, connect, hello, post, receive, request
from proxies import KEYS, cluster, envoy, free_port, haproxy, running

VERSION = "2025-11-25"
SESSIONS = 48


def ask(port, message, session=None):
    """The response to `message`, and who gave it."""
    headers = {"Mcp-Session-Id": session} if session else {}
    with connect(port) as connection:
        data = post(message, f"127.0.0.1:{port}", headers, version=VERSION)
        connection.sendall(data)
        answer = receive(connection, data, expect=1, patience=5).final
    return answer, answer.headers["x-served-by"]


def open_session(port):
    hands = {"protocolVersion": VERSION, "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    answer, _ = ask(port, request("initialize", hands, version=VERSION))
    assert answer.status == 200, answer.body
    return answer.headers["mcp-session-id"]


def hash_of_haproxy(folder, port, upstreams):
    return haproxy(folder, port, upstreams)


def hash_of_envoy(folder, port, upstreams):
    ring = cluster(
        "forge",
        upstreams,
        lb_policy="RING_HASH",
        outlier_detection={"consecutive_5xx": 1, "base_ejection_time": "60s", "interval": "1s", "max_ejection_percent": 50},
    )
    retry = {"retry_on": "connect-failure", "num_retries": 2, "retry_host_predicate": [PREVIOUS]}
    policy = [{"header": {"header_name": "mcp-session-id"}}]
    return envoy(folder, port, clusters=[ring], route={"hash_policy": policy, "retry_policy": retry})


PREVIOUS = {
    "name": "envoy.retry_host_predicates.previous_hosts",
    "typed_config": {"@type": "type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate"},
}


# Envoy spreads each replica over more of its ring when there are fewer of them, so some sessions of the others move.
@pytest.mark.parametrize(("balancer", "strays"), [(hash_of_haproxy, 0), (hash_of_envoy, 0.4)])
def test_a_session_stays_where_it_is(balancer, strays, binary, tmp_path):
    replicas = []
    try:
        for at in range(3):
            folder = tmp_path / str(at)
            folder.mkdir()
            replicas.append(Server(binary, config=KEYS, folder=folder))
        port = free_port()
        command = balancer(tmp_path, port, [replica.port for replica in replicas])
        with running(command, port, tmp_path):
            sessions = [open_session(port) for _ in range(SESSIONS)]
            homes = {}
            for session in sessions:
                served = set()
                for id in range(4):
                    answer, by = ask(port, hello(id=id, version=VERSION), session)
                    assert answer.status == 200, answer.body
                    served.add(by)
                assert len(served) == 1
                homes[session] = served.pop()
            assert len(set(homes.values())) == 3, "the sessions are not spread"

            gone = replicas[0]
            gone.stop()
            moved = left = 0
            for session, home in homes.items():
                answer, by = ask(port, hello(version=VERSION), session)
                assert answer.status == 200, answer.body
                assert not by.endswith(f":{gone.port}")
                if home.endswith(f":{gone.port}"):
                    moved += 1
                elif by != home:
                    left += 1
            print(f"{moved} of {SESSIONS} sessions lost their replica; {left} others moved")
            assert 0 < moved < SESSIONS
            assert left <= strays * SESSIONS
    finally:
        for replica in replicas:
            replica.__exit__()
