"""Tokens of a real provider: the documents that lead to it, /login without a browser, and the official client's own way
from 401 to a call, and on to a scope that it lacked."""

import json
import urllib.parse

import anyio
import httpx2
import mcp
import pytest
from mcp.client.auth import OAuthClientProvider
from mcp.client.streamable_http import streamable_http_client
from mcp.shared.auth import AuthorizationCodeResult, OAuthClientMetadata

from forge import Server, call, exchange, get, hello, tool
from providers import Browser, Idpyoidc, free_port

SECRET = "mcp-secret-0123456789"


def configuration(issuer, port, login=True):
    url = f"http://127.0.0.1:{port}"
    text = f"""
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "local"
    [middleware.jwt.validation.local]
    issuer = "{issuer}"
    audience = "{url}/mcp"
    [oauth_authorization_server]
    enabled = true
    issuer_uri = "{issuer}"
    [oauth_protected_resource]
    enabled = true
    resource = "{url}/mcp"
    auth_servers = ["{issuer}"]
    jwks_uri = "{issuer}/jwks"
    scopes_supported = ["tool:user"]
    [access.tools.hello_world]
    scopes = ["tool:user"]
    [access.tools.whoami]
    scopes = ["tool:admin"]
    """
    if login:
        text += f"""
    [auth]
    client_id = "mcp"
    client_secret = "{SECRET}"
    redirect_uri = "{url}/callback"
    scopes = ["openid", "profile", "email", "tool:user"]
    show_token = true
    """
    return text


@pytest.fixture(scope="module")
def place(binary, tmp_path_factory):
    """A provider, and a server whose clients it has."""
    port = free_port()
    folder = tmp_path_factory.mktemp("idp")
    with Idpyoidc(folder, [f"http://127.0.0.1:{port}/callback"], ["tool:user", "tool:admin"]) as provider:
        folder = tmp_path_factory.mktemp("server")
        text = configuration(provider.issuer, port)
        with Server(binary, "--port", str(port), "--log-level", "trace", config=text, folder=folder) as server:
            yield provider, server
            assert server.alive, "\n".join(server.log[-20:])
            assert SECRET not in "\n".join(server.log)


def document(server, path):
    answer = exchange(server.port, get(path, server.host), expect=1, patience=15).responses[0]
    return answer.status, json.loads(answer.body)


def log_in(provider, server):
    """A token that the page after the callback shows."""
    browser = Browser()
    status, fields, text = browser.open(f"http://{server.host}/login")
    assert status == 302, text
    back = provider.log_in(fields["Location"])
    status, fields, page = browser.open(back)
    assert status == 200, page
    return browser, back, page, page.split("<textarea")[1].split(">")[1].split("<")[0]


def test_the_documents_lead_to_the_provider(place):
    provider, server = place
    for path in ("/.well-known/oauth-protected-resource", "/.well-known/oauth-protected-resource/mcp"):
        status, resource = document(server, path)
        assert (status, resource["authorization_servers"]) == (200, [provider.issuer])
    for path in ("/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"):
        status, metadata = document(server, path)
        assert (status, metadata["token_endpoint"]) == (200, f"{provider.issuer}/token")


def test_a_call_without_a_token_says_where_the_documents_are(place):
    _, server = place
    answer = call(server, hello())
    assert answer.status == 401
    place = f'resource_metadata="http://{server.host}/.well-known/oauth-protected-resource/mcp"'
    assert place in answer.headers["www-authenticate"]


def test_the_token_of_a_login_is_good_for_calls(place):
    provider, server = place
    _, _, page, token = log_in(provider, server)
    assert "Alice" in page or "alice" in page
    answer = call(server, hello(), headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 200 and "Hello, Ada!" in answer.body.decode()
    answer = call(server, tool("whoami"), headers={"Authorization": f"Bearer {token}"})
    assert answer.status == 403 and 'error="insufficient_scope"' in answer.headers["www-authenticate"]
    assert token not in "\n".join(server.log)


def test_a_callback_is_good_once_and_in_one_browser(place):
    provider, server = place
    browser, back, _, _ = log_in(provider, server)
    assert browser.open(back)[0] == 400
    other = Browser()
    status, fields, _ = other.open(f"http://{server.host}/login")
    back = provider.log_in(fields["Location"])
    assert Browser().open(back)[0] == 400
    assert other.open(back.replace("code=", "code=x"))[0] == 502
    code = urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["code"][0]
    assert code not in "\n".join(server.log)


class Storage:
    """What the client remembers, in memory."""

    tokens = client = None

    async def get_tokens(self):
        return self.tokens

    async def set_tokens(self, tokens):
        self.tokens = tokens

    async def get_client_info(self):
        return self.client

    async def set_client_info(self, client):
        self.client = client


def test_the_official_client_finds_its_way_and_steps_up(place):
    provider, server = place
    asked = []

    async def send(url):
        asked.append(urllib.parse.parse_qs(urllib.parse.urlsplit(url).query))
        send.back = await anyio.to_thread.run_sync(provider.log_in, url)

    async def come_back():
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(send.back).query)
        return AuthorizationCodeResult(
            **{name: query[name][0] for name in ("code", "state", "iss") if name in query}
        )

    storage = Storage()
    metadata = OAuthClientMetadata(redirect_uris=["http://127.0.0.1:1/back"], client_name="integration")
    auth = OAuthClientProvider(server.url, metadata, storage, redirect_handler=send, callback_handler=come_back)

    async def run():
        async with httpx2.AsyncClient(auth=auth, timeout=30) as http:
            async with mcp.Client(streamable_http_client(server.url, http_client=http)) as client:
                first = await client.call_tool("hello_world", {"name": "Ada"})
                second = await client.call_tool("whoami", {})
                return first, second

    first, second = anyio.run(run)
    assert "Hello, Ada!" in first.content[0].text
    assert not second.is_error
    assert [query["resource"] for query in asked] == [[server.url]] * 2
    assert asked[0]["scope"] == ["tool:user"] or "tool:user" in asked[0]["scope"][0].split()
    assert {"tool:user", "tool:admin"} <= set(asked[1]["scope"][0].split())
    assert storage.tokens.access_token not in "\n".join(server.log)


def test_a_provider_is_asked_about_tokens(place, binary, tmp_path):
    """RFC 7662: the second server knows no key of the provider."""
    provider, server = place
    _, _, _, token = log_in(provider, server)
    text = f"""
    [middleware.jwt]
    enabled = true
    [middleware.jwt.validation]
    strategy = "local"
    [middleware.jwt.validation.introspection]
    url = "{provider.issuer}/introspection"
    client_id = "mcp"
    client_secret = "{SECRET}"
    issuer = "{provider.issuer}"
    """
    with Server(binary, config=text, folder=tmp_path) as asking:
        for _ in range(2):
            assert call(asking, hello(), headers={"Authorization": f"Bearer {token}"}).status == 200
        answer = call(asking, hello(), headers={"Authorization": f"Bearer {token}x"})
        assert answer.status == 401 and 'error="invalid_token"' in answer.headers["www-authenticate"]
        assert token not in "\n".join(asking.log) and SECRET not in "\n".join(asking.log)
