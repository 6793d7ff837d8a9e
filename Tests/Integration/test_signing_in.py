"""A call for which the user must sign in on a page first, over HTTP, in the revisions that have pages to open."""

import pytest

from conformance import LegacyClient, ModernClient
from conftest import component
from forge import Server, exchange, get, until

NAME = "mcp.example.com"
CONFIG = f'[server.transport.http]\npublic_url = "https://{NAME}"\n'
ABLE = {"elicitation": {"form": {}, "url": {}}}


@pytest.fixture
def diary(tmp_path):
    with Server(component("MCP_FORGE_EVERYTHING", "the binary with one of everything"), config=CONFIG, folder=tmp_path) as server:
        yield server


def visit(server, url, method):
    """The user's browser."""
    start = f"https://{NAME}"
    assert url.startswith(start + "/sign-in?")
    headers = {"Origin": start, "Content-Length": 0} if method == "POST" else {}
    return exchange(server.port, get(url.removeprefix(start), NAME, headers, method), expect=1, patience=5).final


def sign_in(server, url):
    form = visit(server, url, "GET")
    assert form.status == 200 and b"<form method=post>" in form.body
    assert visit(server, url, "POST").status == 200
    assert visit(server, url, "POST").status == 404, "a page that was used is gone"


def test_in_2025_11_25_an_error_names_the_page_and_a_notification_says_that_it_is_done(diary, schemas):
    client = LegacyClient(diary, schemas, capabilities=ABLE)
    first, again = (client.call("read_diary").error for _ in range(2))
    assert first["code"] == -32042 and first["data"] == again["data"]
    (page,) = first["data"]["elicitations"]
    assert page["mode"] == "url" and page["elicitationId"] and page["message"]
    sign_in(diary, page["url"])
    told = lambda: [(one["method"], one["params"]) for one in client.heard if "method" in one]
    assert until(told) == [
        ("notifications/elicitation/complete", {"elicitationId": page["elicitationId"]})
    ]
    assert client.call("read_diary").result["content"][0]["text"].startswith("Dear diary")


def test_in_2026_07_28_it_is_another_round_until_it_is_done(diary, schemas):
    client = ModernClient(diary, schemas)

    def round(**more):
        return client.ask("tools/call", {"name": "read_diary", "arguments": {}} | more, capabilities=ABLE).result

    first = round()
    (question,) = first["inputRequests"].values()
    assert question["method"] == "elicitation/create" and question["params"]["mode"] == "url"
    answers = {"inputResponses": {"sign_in": {"action": "accept"}}}
    second = round(**answers, requestState=first["requestState"])
    assert second["inputRequests"] == first["inputRequests"], "agreeing to open a page is not signing in"
    sign_in(diary, question["params"]["url"])
    third = round(**answers, requestState=second["requestState"])
    assert third["content"][0]["text"].startswith("Dear diary")


def test_a_user_who_says_no_is_not_asked_again(diary, schemas):
    client = ModernClient(diary, schemas)
    params = {"name": "read_diary", "inputResponses": {"sign_in": {"action": "decline"}}}
    assert client.ask("tools/call", params, capabilities=ABLE).result["isError"]


def test_a_client_that_cannot_open_pages_is_told_what_it_lacks(diary, schemas):
    error = ModernClient(diary, schemas).call("read_diary", capabilities={"elicitation": {}}).error
    assert error["code"] == -32021 and error["data"] == {"requiredCapabilities": {"elicitation": {"url": {}}}}
    assert LegacyClient(diary, schemas, listens=False).call("read_diary").result["isError"]


def test_the_page_is_nothing_for_who_was_not_asked(diary):
    for query in ("", "?guess"):
        assert exchange(diary.port, get(f"/sign-in{query}", diary.host), expect=1).statuses == [404]
    assert exchange(diary.port, get("/sign-in", "evil.example"), expect=1).statuses == [403]
