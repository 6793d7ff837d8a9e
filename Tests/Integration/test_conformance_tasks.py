"""The scenarios of the public conformance suite for the extension io.modelcontextprotocol/tasks (2026-07-28), against
the everything server. The core schema lacks its shapes: they are checked against tasks.schema.json."""

import time

import pytest

from conformance import CAPABILITIES, ModernClient

EXTENSION = "io.modelcontextprotocol/tasks"
FOLLOWS = CAPABILITIES | {"extensions": {EXTENSION: {}}}


@pytest.fixture
def client(everything, schemas):
    return ModernClient(everything, schemas)


def start(client, name, arguments=None):
    result = client.call(name, arguments or {}, capabilities=FOLLOWS).result
    assert result["resultType"] == "task", result
    return result


def get(client, task):
    return client.ask("tasks/get", {"taskId": task["taskId"]}, capabilities=FOLLOWS).result


def until(client, task, *statuses):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        state = get(client, task)
        if state["status"] in statuses:
            return state
        time.sleep(0.02)
    raise AssertionError(f"the task is still {state['status']}")


def accepted(content):
    return {"action": "accept", "content": content}


def test_tasks_lifecycle(client):
    assert EXTENSION in client.ask("server/discover").result["capabilities"]["extensions"]
    task = start(client, "slow_compute", {"seconds": 0.2, "label": "sum"})
    assert get(client, task)["status"] in ("working", "completed"), "it can be asked about at once"
    done = until(client, task, "completed")
    assert "sum" in done["result"]["content"][0]["text"]
    assert client.call("greet", {"name": "Ada"}, capabilities=FOLLOWS).result["content"][0]["text"] == "Hello, Ada!"


def test_tasks_lifecycle_of_failures(client):
    assert until(client, start(client, "failing_job"), "completed")["result"]["isError"] is True
    failed = until(client, start(client, "protocol_error_job"), "failed")
    assert isinstance(failed["error"]["code"], int) and failed["error"]["message"]


def test_tasks_lifecycle_of_cancellation(client):
    task = start(client, "slow_compute", {"seconds": 30, "label": "x"})
    for _ in range(2):
        assert client.ask("tasks/cancel", {"taskId": task["taskId"]}, capabilities=FOLLOWS).result["resultType"] == "complete"
    assert until(client, task, "cancelled")


def test_tasks_capability_negotiation(client):
    assert client.call("slow_compute", {"seconds": 0, "label": "x"}).result["resultType"] == "complete"
    for method in ["tasks/get", "tasks/update", "tasks/cancel"]:
        reply = client.ask(method, {"taskId": "unknown", "inputResponses": {}})
        assert reply.status == 400 and reply.error["code"] == -32021
    legacy = {"name": "greet", "arguments": {"name": "Ada"}, "task": {"ttl": 1000}}
    assert client.ask("tools/call", legacy, capabilities=FOLLOWS).result["resultType"] == "complete"


def test_tasks_wire_fields(client):
    task = start(client, "slow_compute", {"seconds": 0.05, "label": "x"})
    assert task["ttlMs"] is None or task["ttlMs"] > 0
    assert not {"ttl", "pollInterval", "task"} & set(task)


def test_tasks_request_state_removal(client):
    task = start(client, "confirm_delete", {"filename": "a.txt"})
    assert "requestState" not in task and "requestState" not in until(client, task, "input_required")


def test_tasks_mrtr_input(client):
    task = start(client, "multi_input")
    deadline = time.monotonic() + 10
    while len(until(client, task, "input_required")["inputRequests"]) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    waiting = until(client, task, "input_required")["inputRequests"]
    assert set(waiting) == {"name", "color"}

    def update(responses):
        params = {"taskId": task["taskId"], "inputResponses": responses}
        assert client.ask("tasks/update", params, capabilities=FOLLOWS).result["resultType"] == "complete"

    update({"name": accepted({"name": "Alice"}), "unknown": accepted({})})
    assert set(until(client, task, "input_required")["inputRequests"]) == {"color"}
    update({"color": accepted({"color": "blue"})})
    assert until(client, task, "completed")["result"]["content"][0]["text"] == "Alice likes blue."


def test_tasks_request_headers(client):
    task = start(client, "slow_compute", {"seconds": 0.05, "label": "x"})
    params = {"taskId": task["taskId"]}
    for headers in [{"Mcp-Name": "another"}, {"Mcp-Name": None}, {"Mcp-Method": "tasks/cancel"}]:
        reply = client.ask("tasks/get", params, capabilities=FOLLOWS, headers=headers, id=5)
        assert reply.status == 400 and reply.error["code"] == -32020


def test_tasks_dispatch_and_envelope(client):
    for method in ["tasks/result", "tasks/list"]:
        reply = client.ask(method, {"taskId": "x"}, capabilities=FOLLOWS)
        assert reply.status == 404 and reply.error["code"] == -32601
    assert client.ask("tasks/get", {"taskId": "unknown"}, capabilities=FOLLOWS).error["code"] == -32602


def test_tasks_status_notifications(client):
    task = start(client, "slow_compute", {"seconds": 0.3, "label": "x"})
    message = client.message(
        "subscriptions/listen", {"notifications": {"taskIds": [task["taskId"]]}}, capabilities=FOLLOWS, id="tasks-1"
    )
    stream = client.stream(message)
    assert next(stream)["method"] == "notifications/subscriptions/acknowledged"
    states = []
    for note in stream:
        assert note["method"] == "notifications/tasks" and note["params"]["taskId"] == task["taskId"]
        states.append(note["params"]["status"])
        if states[-1] == "completed":
            break
    assert states[-1] == "completed"


def test_tasks_required_task_error(client):
    for job in ["failing_job", "protocol_error_job"]:
        reply = client.call(job, {})
        assert reply.status == 400 and reply.error["code"] == -32021
        assert EXTENSION in reply.error["data"]["requiredCapabilities"]["extensions"]


def test_tasks_mrtr_composition(client):
    name = "test_tool_with_task"
    one = client.call(name, {}, capabilities=FOLLOWS)
    assert list(one.result["inputRequests"]) == ["user_name"]
    params = {"name": name, "arguments": {}, "inputResponses": {"user_name": accepted({"name": "Alice"})}}
    if "requestState" in one.result:
        params["requestState"] = one.result["requestState"]
    task = client.ask("tools/call", params, capabilities=FOLLOWS).result
    assert task["resultType"] == "task"
    assert "Alice" in until(client, task, "completed")["result"]["content"][0]["text"]
